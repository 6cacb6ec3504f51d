import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves MongoDB's wire protocol on loopback until standard input ends, so that it never outlives who started it.
 * Arguments: the port (0: a free one, which is printed), whether change streams are `emulated` or `refused`, and a file
 * where data outlive the server (none: memory).
 */
public class TestServer {
  /** Drivers want at least wire version 9; the library names 8 although it answers what they ask of 9. */
  private static final MongoVersion VERSION =
      new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
          return List.of(4, 4, 0);
        }

        @Override
        public int getWireVersion() {
          return 9;
        }
      };

  public static void main(String[] arguments) throws Exception {
    AbstractMongoBackend backend = arguments.length > 2 ? new H2Backend(arguments[2]) : new MemoryBackend();
    boolean emulated = arguments[1].equals("emulated");
    MongoServer server = new MongoServer(new EmulatedStreams(backend.version(VERSION), emulated).backend());
    server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
    System.out.println(server.getLocalAddress().getPort());
    while (System.in.read() >= 0) {
      // Only its end matters.
    }
    server.shutdownNow();
    System.exit(0);
  }
}

/**
 * An emulation of `$changeStream` on a collection, as far as a follower of updates and upserts needs it: the library's
 * own is told of no `findAndModify` and does not wait for what comes. Events are those of `findAndModify` and `update`
 * by `_id`; all fields that an update names count as changed; a dropped database ends its streams. Where it is switched
 * off, it refuses as a standalone server does.
 */
@Sharable
class EmulatedStreams extends ChannelInboundHandlerAdapter {
  private static final long FIRST_CURSOR = 1L << 40;
  private static final int LOOK_MS = 10;

  private record Stream(String database, String collection, Aggregation stages, int[] at) {}

  private record Event(String database, String collection, Document document) {}

  private final MongoBackend inner;
  private final boolean on;
  private final List<Event> events = new ArrayList<>();
  private final Map<Long, Stream> streams = new ConcurrentHashMap<>();
  /** Collections that were ever streamed: what is done to others is not recorded. */
  private final Set<String> streamed = ConcurrentHashMap.newKeySet();
  private final AtomicLong cursors = new AtomicLong(FIRST_CURSOR);

  EmulatedStreams(MongoBackend inner, boolean on) {
    this.inner = inner;
    this.on = on;
  }

  /** The backend, with this in the way of all that its clients ask and of what they are answered. */
  MongoBackend backend() {
    return (MongoBackend)
        Proxy.newProxyInstance(
            MongoBackend.class.getClassLoader(),
            new Class<?>[] {MongoBackend.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handleCommand")) join((Channel) arguments[0]);
              try {
                Object answer = method.invoke(inner, arguments);
                if (method.getName().equals("handleMessage")) record((MongoMessage) arguments[0], (Document) answer);
                return answer;
              } catch (InvocationTargetException wrapped) {
                throw wrapped.getCause();
              }
            });
  }

  /** The first command of a connection is a greeting of the old kind; what comes after it passes here. */
  private void join(Channel channel) {
    if (channel.pipeline().get("streams") != null) return;
    channel.pipeline().addBefore("MongoDatabaseHandler#0", "streams", this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object request) {
    if (request instanceof MongoMessage message) {
      Document asked = message.getDocument();
      Document stage = asked.get("pipeline") instanceof List<?> stages && !stages.isEmpty() ? (Document) stages.get(0) : null;
      if (stage != null && stage.containsKey("$changeStream")) {
        answer(message, on ? open(asked, (Document) stage.get("$changeStream")) : refusal());
        return;
      }
      if (asked.get("getMore") instanceof Long cursor && cursor > FIRST_CURSOR) {
        int waitMs = ((Number) asked.getOrDefault("maxTimeMS", 1000)).intValue();
        await(context, message, cursor, System.nanoTime() + waitMs * 1_000_000L);
        return;
      }
      if (asked.containsKey("killCursors")) ((List<?>) asked.get("cursors")).forEach(streams::remove);
    }
    context.fireChannelRead(request);
  }

  private static Document refusal() {
    String why = "The $changeStream stage is only supported on replica sets";
    return new Document("ok", 0.0).append("errmsg", why).append("code", 40573).append("codeName", "Location40573");
  }

  private Document open(Document asked, Document options) {
    String database = (String) asked.get("$db");
    String collection = (String) asked.get("aggregate");
    List<Document> stages = Aggregation.parse(asked.get("pipeline"));
    MongoDatabase resolved = inner.resolveDatabase(database);
    Aggregation after =
        Aggregation.fromPipeline(
            stages.subList(1, stages.size()), inner::resolveDatabase, resolved, null, NoopOplog.get());
    Document token = (Document) options.getOrDefault("startAfter", options.get("resumeAfter"));
    synchronized (events) {
      int from = token == null ? events.size() : Integer.parseInt((String) token.get("_data"), 16);
      long id = cursors.incrementAndGet();
      streamed.add(database + "." + collection);
      streams.put(id, new Stream(database, collection, after, new int[] {from}));
      return page("firstBatch", id, database + "." + collection, List.of(), from);
    }
  }

  /** Answers as soon as there is something, or nothing when the time is over; no thread stands still meanwhile. */
  private void await(ChannelHandlerContext context, MongoMessage message, long cursor, long deadline) {
    Stream stream = streams.get(cursor);
    if (stream == null) {
      answer(message, page("nextBatch", 0, "", List.of(), 0));
      return;
    }
    List<Document> found = next(stream);
    if (found.isEmpty() && System.nanoTime() < deadline) {
      context.executor().schedule(() -> await(context, message, cursor, deadline), LOOK_MS, TimeUnit.MILLISECONDS);
      return;
    }
    answer(message, page("nextBatch", cursor, stream.database + "." + stream.collection, found, stream.at[0]));
  }

  private List<Document> next(Stream stream) {
    synchronized (events) {
      List<Document> own =
          events.subList(stream.at[0], events.size()).stream()
              .filter(event -> event.database.equals(stream.database) && event.collection.equals(stream.collection))
              .map(Event::document)
              .toList();
      stream.at[0] = events.size();
      return stream.stages.runStages(own.stream());
    }
  }

  private static Document page(String name, long id, String namespace, List<Document> documents, int at) {
    Document cursor = new Document("id", id).append("ns", namespace).append(name, documents);
    return new Document("cursor", cursor.append("postBatchResumeToken", token(at))).append("ok", 1.0);
  }

  private static Document token(int at) {
    return new Document("_data", String.format("%08x", at));
  }

  private static void answer(MongoMessage message, Document document) {
    MessageHeader header = new MessageHeader(0, message.getHeader().getRequestID());
    message.getChannel().writeAndFlush(new MongoMessage(message.getChannel(), header, document));
  }

  private void record(MongoMessage message, Document answer) {
    Document asked = message.getDocument();
    String database = (String) asked.get("$db");
    if (asked.containsKey("dropDatabase")) streams.values().removeIf(stream -> stream.database.equals(database));
    if (asked.containsKey("findAndModify") && asked.get("update") instanceof Document update) {
      // Of an upsert that inserts, the library tells nothing but the document.
      boolean updated = answer.containsKey("lastErrorObject");
      boolean inserted = !updated && Boolean.TRUE.equals(asked.get("upsert"));
      Document filter = (Document) asked.get("query");
      if (updated || inserted) add(database, (String) asked.get("findAndModify"), filter, update, inserted);
    }
    if (asked.get("update") instanceof String collection && !Integer.valueOf(0).equals(answer.get("n"))) {
      for (Object each : (List<?>) asked.get("updates")) {
        Document update = (Document) each;
        boolean inserted = answer.containsKey("upserted");
        add(database, collection, (Document) update.get("q"), (Document) update.get("u"), inserted);
      }
    }
  }

  private void add(String database, String collection, Document filter, Document update, boolean inserted) {
    if (!streamed.contains(database + "." + collection)) return;
    Object id = filter.get("_id");
    Document now =
        inner.resolveDatabase(database).resolveCollection(collection, false).queryAllAsStream()
            .filter(document -> document.get("_id").equals(id))
            .findFirst()
            .orElse(null);
    if (now == null) return;
    Document event = new Document("operationType", inserted ? "insert" : "update");
    event.append("ns", new Document("db", database).append("coll", collection));
    event.append("documentKey", new Document("_id", id));
    if (inserted) event.append("fullDocument", now.cloneDeeply());
    else {
      Document fields = new Document();
      for (Object named : update.values()) {
        if (named instanceof Document each) each.keySet().forEach(field -> fields.append(field, now.get(field)));
      }
      event.append("updateDescription", new Document("updatedFields", fields).append("removedFields", List.of()));
    }
    synchronized (events) {
      event.append("_id", token(events.size() + 1));
      events.add(new Event(database, collection, event));
    }
  }
}
