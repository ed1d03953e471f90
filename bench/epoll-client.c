/*
 * The least a client can do, as the floor that accuracy.mjs compares with: epoll, a stamp of CLOCK_MONOTONIC before each
 * read, and no look at the bytes until every stream has ended. It counts tokens only then, by their content fields.
 *
 *   epoll-client PORT
 *
 * Reads lines "STREAMS TOKENS" from standard input and keeps its connections. For each it sends that many requests at once
 * and answers with a line "id stamp stamp ..." per stream, stamps in nanoseconds, and a line "cpu MICROSECONDS".
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAX_STREAMS 256
#define MAX_READS 65536
#define BUFFER_BYTES (8 << 20)

static const char NEEDLE[] = "\"content\":\"";
static const char END[] = "0\r\n\r\n";

struct read_mark {
  size_t end;
  long long ns;
};

struct stream {
  int fd;
  size_t bytes;
  int reads;
  char *buffer;
  struct read_mark *marks;
};

static struct stream streams[MAX_STREAMS];
static int open_streams = 0;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static long long now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long cpu_us(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static void open_stream(int epoll, int port) {
  struct stream *stream = &streams[open_streams];
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  struct epoll_event event = {.events = EPOLLIN, .data.u32 = open_streams};
  int yes = 1;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  stream->fd = socket(AF_INET, SOCK_STREAM, 0);
  if (stream->fd < 0) fail("socket");
  if (connect(stream->fd, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
  setsockopt(stream->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, stream->fd, &event) != 0) fail("epoll_ctl");
  stream->buffer = malloc(BUFFER_BYTES);
  stream->marks = malloc(MAX_READS * sizeof *stream->marks);
  if (stream->buffer == NULL || stream->marks == NULL) fail("malloc");
  open_streams += 1;
}

static void send_request(int id, int tokens) {
  char body[512], request[1024];
  int length = snprintf(body, sizeof body,
                        "{\"user\":\"%d\",\"stream\":true,\"max_tokens\":%d,"
                        "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
                        id, tokens);
  int total = snprintf(request, sizeof request,
                       "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n%s", length, body);
  streams[id].bytes = 0;
  streams[id].reads = 0;
  if (write(streams[id].fd, request, total) != total) fail("write");
}

/* One read; true when the answer is complete. */
static int take(struct stream *stream, long long ns) {
  ssize_t got = read(stream->fd, stream->buffer + stream->bytes, BUFFER_BYTES - stream->bytes);
  if (got <= 0 || stream->reads >= MAX_READS) fail("read");
  stream->bytes += got;
  stream->marks[stream->reads++] = (struct read_mark){stream->bytes, ns};
  return stream->bytes >= 5 && memcmp(stream->buffer + stream->bytes - 5, END, 5) == 0;
}

/* A token came with the read that holds the last byte of its content field's name. */
static void print_stamps(int id) {
  const struct stream *stream = &streams[id];
  const char *end = stream->buffer + stream->bytes;
  size_t length = sizeof NEEDLE - 1;
  int mark = 0;
  printf("%d", id);
  for (const char *at = stream->buffer; (at = memmem(at, end - at, NEEDLE, length)) != NULL; at += length) {
    while (stream->marks[mark].end < (size_t)(at - stream->buffer) + length) mark += 1;
    printf(" %lld", stream->marks[mark].ns);
  }
  printf("\n");
}

static void run(int epoll, int count, int tokens) {
  struct epoll_event events[MAX_STREAMS];
  long long before = cpu_us();
  int left = count;
  for (int id = 0; id < count; id += 1) send_request(id, tokens);
  while (left > 0) {
    int ready = epoll_wait(epoll, events, MAX_STREAMS, -1);
    if (ready < 0 && errno != EINTR) fail("epoll_wait");
    for (int index = 0; index < ready; index += 1) left -= take(&streams[events[index].data.u32], now_ns());
  }
  long long cpu = cpu_us() - before;
  for (int id = 0; id < count; id += 1) print_stamps(id);
  printf("cpu %lld\n", cpu);
  fflush(stdout);
}

int main(int argc, char **argv) {
  char line[64];
  int count, tokens;
  int epoll = epoll_create1(0);
  if (argc != 2 || epoll < 0) fail("usage: epoll-client PORT");
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (sscanf(line, "%d %d", &count, &tokens) != 2 || count > MAX_STREAMS) fail("a line is STREAMS TOKENS");
    while (open_streams < count) open_stream(epoll, atoi(argv[1]));
    run(epoll, count, tokens);
  }
  return 0;
}
