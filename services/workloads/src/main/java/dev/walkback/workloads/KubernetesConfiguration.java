package dev.walkback.workloads;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a service needs to look at the cluster. Several services of one process share it, and so one
 * client.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KubernetesSettings.class)
public class KubernetesConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  KubernetesClient kubernetesClient(
      KubernetesSettings settings,
      @Value("${spring.application.name:standalone}") String application) {
    String agent = application.startsWith("walkback") ? application : "walkback-" + application;
    return KubernetesAccess.client(settings, agent);
  }

  @Bean
  @ConditionalOnMissingBean
  ClusterHttp clusterHttp(KubernetesClient client, KubernetesSettings settings) {
    return new ClusterHttp(client, settings.requestTimeout());
  }

  @Bean
  @ConditionalOnMissingBean
  ClusterReads clusterReads(ClusterHttp http) {
    return new ClusterReads(http);
  }

  @Bean
  @ConditionalOnMissingBean
  WorkloadReader workloadReader(ClusterReads reads) {
    return new WorkloadReader(reads);
  }

  @Bean
  @ConditionalOnMissingBean
  OwnerFinder ownerFinder(ClusterReads reads) {
    return new OwnerFinder(reads);
  }

  @Bean
  @ConditionalOnMissingBean
  ClusterHealth clusterHealth(ClusterReads reads, KubernetesSettings settings) {
    return new ClusterHealth(reads, settings.namespaces());
  }
}
