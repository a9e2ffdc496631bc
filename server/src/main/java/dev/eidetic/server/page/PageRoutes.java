package dev.eidetic.server.page;

import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.Route;
import java.util.ArrayList;
import java.util.List;

/// Hands out the files of the page. Open to everybody: they hold no data.
public final class PageRoutes {

  private final PageAssets assets;

  public PageRoutes(PageAssets assets) {
    this.assets = assets;
  }

  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    for (String path : assets.paths()) {
      var asset = assets.asset(path).orElseThrow();
      routes.add(new Route("GET", path, Access.OPEN, call -> answer(call, asset)));
    }
    return routes;
  }

  private static Reply answer(Call call, PageAssets.Asset asset) {
    boolean isKnown =
        call.header("If-None-Match").filter(tag -> tag.contains(asset.tag())).isPresent();
    var reply = isKnown ? Reply.empty(304) : Reply.bytes(200, asset.type(), asset.bytes());
    return reply.with("ETag", asset.tag()).with("Cache-Control", "no-cache");
  }
}
