package dev.walkback.testsupport.slack;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** The messages as a person sees them: as text, and as a page for a browser. */
final class SlackPage {

  private static final String STYLE =
      """
      body{font:15px/1.46 Lato,'DejaVu Sans',sans-serif;margin:0;color:#1d1c1d;background:#fff}
      main{max-width:760px;padding:12px 16px}
      h1{font-size:17px;border-bottom:1px solid #ddd;padding:8px 0}
      .message{margin:14px 0;padding-left:44px;position:relative}
      .message:before{content:'W';position:absolute;left:0;top:2px;width:34px;height:34px;border-radius:5px;background:#4a154b;color:#fff;text-align:center;line-height:34px;font-weight:700}
      .by{font-weight:700}.ts{color:#616061;font-size:12px;font-weight:400;margin-left:6px}
      .thread{margin-left:24px;border-left:2px solid #ddd;padding-left:12px}
      .header{font-size:18px;font-weight:900;margin:4px 0}
      .bar{border-left:4px solid #ddd;border-radius:2px;padding-left:12px;margin:4px 0}
      .section{white-space:pre-wrap;margin:4px 0;overflow-wrap:anywhere}
      .fields{display:grid;grid-template-columns:1fr 1fr;gap:6px 16px}
      @media(max-width:600px){.fields{grid-template-columns:1fr}}
      .context{color:#616061;font-size:12px;margin:6px 0}
      hr{border:0;border-top:1px solid #ddd}
      pre{font:13px/1.5 'DejaVu Sans Mono',monospace;margin:4px 0;padding:8px;border:1px solid #ddd;border-radius:4px;background:#f8f8f8;white-space:pre-wrap;overflow-wrap:anywhere}
      .mention{background:#fdf2c8;color:#1264a3;border-radius:3px;padding:0 2px}
      """;

  private SlackPage() {}

  static String text(SlackStandIn slack) {
    StringJoiner all = new StringJoiner("\n\n");
    for (SlackMessage message : slack.messages()) {
      if (!message.isReply()) {
        all.add("[" + message.channel() + "] " + text(message));
        slack.replies(message).forEach(reply -> all.add("  ↳ " + text(reply)));
      }
    }
    return all.toString();
  }

  static String text(SlackMessage message) {
    StringJoiner lines = new StringJoiner("\n");
    message.body().path("blocks").forEach(block -> text(block, lines));
    for (JsonNode attachment : message.body().path("attachments")) {
      attachment.path("blocks").forEach(block -> text(block, lines));
    }
    return unescaped(lines.toString());
  }

  private static void text(JsonNode block, StringJoiner lines) {
    if (block.has("text")) {
      lines.add(block.path("text").path("text").asString(""));
    }
    block.path("fields").forEach(field -> lines.add(field.path("text").asString("")));
    block.path("elements").forEach(element -> lines.add(element.path("text").asString("")));
  }

  static String html(SlackStandIn slack) {
    StringBuilder html =
        new StringBuilder(
            "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Slack stand-in</title><style>"
                + STYLE
                + "</style><main>");
    slack.messages().stream()
        .map(SlackMessage::channel)
        .distinct()
        .forEach(channel -> {
          html.append("<h1># ").append(channel).append("</h1>");
          slack
              .messages(channel)
              .forEach(message -> {
                html(message, html);
                html.append("<div class=thread>");
                slack.replies(message).forEach(reply -> html(reply, html));
                html.append("</div>");
              });
        });
    return html.append("</main>").toString();
  }

  private static void html(SlackMessage message, StringBuilder html) {
    html.append("<div class=message><div class=by>Walkback<span class=ts>")
        .append(message.ts())
        .append(message.versions().size() > 1 ? " (edited)" : "")
        .append(isBroadcast(message) ? " (also in the channel)" : "")
        .append("</span></div>");
    message.body().path("blocks").forEach(block -> html(block, html));
    for (JsonNode attachment : message.body().path("attachments")) {
      html.append("<div class=bar style='border-color:")
          .append(safe(attachment.path("color").asString("#ddd")))
          .append("'>");
      attachment.path("blocks").forEach(block -> html(block, html));
      html.append("</div>");
    }
    html.append("</div>");
  }

  private static boolean isBroadcast(SlackMessage message) {
    return message.body().path("reply_broadcast").asBoolean(false);
  }

  private static void html(JsonNode block, StringBuilder html) {
    String type = block.path("type").asString("");
    if (type.equals("divider")) {
      html.append("<hr>");
      return;
    }
    if (block.has("text")) {
      html.append(type.equals("header") ? "<div class=header>" : "<div class=section>")
          .append(mrkdwn(block.path("text")))
          .append("</div>");
    }
    if (block.has("fields")) {
      html.append("<div class=fields>");
      block
          .path("fields")
          .forEach(
              field -> html.append("<div class=section>").append(mrkdwn(field)).append("</div>"));
      html.append("</div>");
    }
    if (block.has("elements")) {
      html.append("<div class=context>");
      block.path("elements").forEach(element -> html.append(mrkdwn(element)).append(' '));
      html.append("</div>");
    }
  }

  private static String mrkdwn(JsonNode text) {
    String raw = text.path("text").asString("");
    if (!text.path("type").asString("").equals("mrkdwn")) {
      return safe(unescaped(raw));
    }
    // An escaped bracket is text; only a bare one is a mention.
    return safe(unescaped(raw.replaceAll("<[!@]([^<>]+)>", "\u0001$1\u0002")))
        .replaceAll("(?m)(^|\\s)\\*([^*\\n]+)\\*", "$1<b>$2</b>")
        .replaceAll("\\n?```([^`]+)```", "<pre>$1</pre>")
        .replace("\u0001", "<span class=mention>@")
        .replace("\u0002", "</span>");
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static String safe(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;");
  }
}
