package dev.eidetic.engine.duplicates;

import static java.util.Objects.requireNonNull;

import dev.eidetic.encode.hash.PerceptualHash;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.duplicates.DuplicateGroup.Copy;
import dev.eidetic.engine.duplicates.DuplicateListener.Step;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.vectors.ParallelLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/// Finds copies in a collection by three witnesses, the cheapest first: the bytes of files, the PDQ
/// hash of pictures, and the local features of pictures whose vectors are neighbours. Changes and
/// deletes nothing.
///
/// Hashes and features are kept in the collection's folder, so that the next search reads only new
/// pictures. Belongs to one thread.
public final class DuplicateFinder {

  /// Neighbours by vector whose details are compared with an item's.
  private static final int NEIGHBOURS = 5;

  private final Snapshot now;
  private final Path collection;
  private final ImageDecoder decoder;
  private final FeatureExtractor extractor;
  private final DuplicateListener listener;
  private final List<String> ids = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  /// By ordinal, the first item of the same file, which alone has a hash.
  private int[] originals = {};

  private PictureHashes hashes = new PictureHashes(0);

  /// @param collection the folder of the snapshot's collection
  /// @param extractor stays the caller's to close
  public DuplicateFinder(
      Snapshot now,
      Path collection,
      ImageDecoder decoder,
      FeatureExtractor extractor,
      DuplicateListener listener) {
    this.now = now;
    this.collection = collection;
    this.decoder = decoder;
    this.extractor = extractor;
    this.listener = listener;
  }

  /// @throws IllegalArgumentException if the filter is wrong
  public DuplicateReport find(DuplicateRequest request) throws IOException {
    ids.clear();
    files.clear();
    var different = NotCopies.read(collection);
    now.forEach(
        request.where(),
        (item, _) -> {
          ids.add(item.id());
          files.add(item.display(BuiltInField.SHA256));
        });
    var links =
        new CopyLinks(ids.size(), (one, other) -> different.has(files.get(one), files.get(other)));
    int distinct = linkFiles(links);
    int unreadable = 0;
    try {
      hashes = new PictureHashes(0);
      if (CopyKind.NEAR.isAtLeast(request.loosest())) {
        hashes = new PictureHashes(ids.size());
        new ItemHashes(now, collection, decoder)
            .find(ids, files, hashes, request.threads(), listener);
        unreadable = distinct - hashes.knownCount();
        linkHashes(links, request);
      }
      if (CopyKind.EDITED.isAtLeast(request.loosest())) {
        linkDetails(links, request);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new DuplicateReport(ids.size(), unreadable, groups(links, request.keep()));
  }

  /// @return how many different files there are
  private int linkFiles(CopyLinks links) {
    var first = new HashMap<String, Integer>();
    originals = new int[files.size()];
    int distinct = 0;
    for (int i = 0; i < files.size(); i++) {
      var known = files.get(i).isEmpty() ? null : first.putIfAbsent(files.get(i), i);
      originals[i] = known == null ? i : known;
      if (known == null) {
        distinct++;
      } else {
        links.join(known, i);
      }
    }
    return distinct;
  }

  private void linkHashes(CopyLinks links, DuplicateRequest request) {
    boolean takesTurned = CopyKind.EDITED.isAtLeast(request.loosest());
    var pairs =
        new HashPairs(
            hashes,
            (one, other, bits, isTurned) -> {
              if (!isTurned || takesTurned) {
                links.link(one, other, isTurned ? CopyKind.EDITED : CopyKind.NEAR, -bits);
              }
            });
    for (int piece = 0; piece < HashPairs.PIECES; piece++) {
      pairs.visit(piece, request.threads());
      listener.progress(Step.COMPARE, piece + 1, HashPairs.PIECES);
    }
  }

  private void linkDetails(CopyLinks links, DuplicateRequest request) {
    var ordinals = new HashMap<String, Integer>();
    for (int i = 0; i < ids.size(); i++) {
      ordinals.put(ids.get(i), i);
    }
    var features = new PictureFeatures(collection, extractor, decoder);
    var done = new AtomicLong();
    ParallelLoop.run(
        request.threads(),
        ids.size(),
        () -> {
          var check = new DetailCheck(features);
          IntConsumer piece =
              ordinal -> {
                try {
                  if (originals[ordinal] == ordinal) {
                    linkNeighbours(ordinal, ordinals, check, links, request);
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                listener.progress(Step.VERIFY, done.incrementAndGet(), ids.size());
              };
          return piece;
        });
  }

  private void linkNeighbours(
      int ordinal,
      Map<String, Integer> ordinals,
      DetailCheck check,
      CopyLinks links,
      DuplicateRequest request)
      throws IOException {
    var search =
        SearchRequest.like(new Example.OfItem(ids.get(ordinal)))
            .where(request.where())
            .count(NEIGHBOURS);
    for (var hit : now.search(search)) {
      int other = originals[requireNonNull(ordinals.get(hit.item().id()))];
      if (links.areTogether(ordinal, other) || links.areApart(ordinal, other)) {
        continue;
      }
      var item = now.get(ids.get(ordinal)).orElseThrow();
      var found = check.compare(item, hit.item());
      if (found.isPresent() && found.get().kind().isAtLeast(request.loosest())) {
        links.link(ordinal, other, found.get().kind(), found.get().agreeing());
      }
    }
  }

  private List<DuplicateGroup> groups(CopyLinks links, KeeperPolicy policy) throws IOException {
    var members = new TreeMap<Integer, List<Integer>>();
    for (int i = 0; i < ids.size(); i++) {
      members.computeIfAbsent(links.root(i), _ -> new ArrayList<>()).add(i);
    }
    var groups = new ArrayList<DuplicateGroup>();
    for (var each : members.values()) {
      if (each.size() > 1) {
        groups.add(group(each, links, policy));
      }
    }
    groups.sort(
        Comparator.comparingInt((DuplicateGroup group) -> -group.copies().size())
            .thenComparing(group -> group.keeper().id()));
    return groups;
  }

  private DuplicateGroup group(List<Integer> members, CopyLinks links, KeeperPolicy policy)
      throws IOException {
    var items = new ArrayList<Item>();
    var ordinals = new HashMap<String, Integer>();
    for (int ordinal : members) {
      items.add(now.get(ids.get(ordinal)).orElseThrow());
      ordinals.put(ids.get(ordinal), ordinal);
    }
    var ranked = policy.ranked(items);
    var keeper = ranked.getFirst();
    int kept = requireNonNull(ordinals.get(keeper.id()));
    var copies = new ArrayList<Copy>();
    for (var item : ranked.subList(1, ranked.size())) {
      copies.add(copy(item, requireNonNull(ordinals.get(item.id())), kept, links));
    }
    copies.sort(Comparator.comparing(Copy::kind));
    return new DuplicateGroup(keeper, copies);
  }

  /// How it is like the one to keep, where that can be told; else what brought it into the group.
  private Copy copy(Item item, int ordinal, int keeper, CopyLinks links) {
    int one = originals[ordinal];
    int other = originals[keeper];
    String id = ids.get(keeper);
    if (one == other) {
      return new Copy(item, CopyKind.EXACT, id, "the same file");
    }
    if (hashes.isTelling(one) && hashes.isTelling(other)) {
      for (int orientation = 0; orientation < PictureHashes.ORIENTATIONS; orientation++) {
        int bits = hashes.distance(orientation, one, other);
        if (bits <= PerceptualHash.COPY_BITS) {
          var kind = orientation == 0 ? CopyKind.NEAR : CopyKind.EDITED;
          return new Copy(item, kind, id, reason(kind, -bits));
        }
      }
    }
    var kind = links.kind(one);
    return new Copy(item, kind, ids.get(links.partner(one)), reason(kind, links.likeness(one)));
  }

  private static String reason(CopyKind kind, int likeness) {
    return switch (kind) {
      case EXACT -> "the same file";
      case NEAR -> "%d of 256 bits of the hash differ".formatted(-likeness);
      case EDITED, SCENE ->
          likeness > 0
              ? "%d details agree".formatted(likeness)
              : "turned or mirrored, %d of 256 bits of the hash differ".formatted(-likeness);
    };
  }
}
