/*
 * A plain relay: what a packet costs when nothing is done with it but receive and send. One thread, epoll, level-triggered, one recvfrom and one
 * sendto per packet. Streams come in pairs; each is sent to where its partner's packets come from (symmetric RTP). The measure that the media
 * engine is held against.
 *
 *   cc -O2 -o relay relay.c && ./relay ADDRESS FIRST_PORT STREAMS
 *
 * Stream n listens on FIRST_PORT + 2n. Prints "ready" when all ports are bound.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

struct stream {
    int socket;
    int known;
    struct sockaddr_in peer;
};

static void fail(const char *what) {
    perror(what);
    exit(1);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: relay ADDRESS FIRST_PORT STREAMS\n");
        return 2;
    }
    int first = atoi(argv[2]), count = atoi(argv[3]);
    struct rlimit files = { .rlim_cur = 65536, .rlim_max = 65536 };
    setrlimit(RLIMIT_NOFILE, &files);
    struct stream *streams = calloc(count, sizeof *streams);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < count; i++) {
        struct sockaddr_in local = { .sin_family = AF_INET, .sin_port = htons(first + 2 * i) };
        inet_pton(AF_INET, argv[1], &local.sin_addr);
        streams[i].socket = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
        if (streams[i].socket < 0 || bind(streams[i].socket, (struct sockaddr *)&local, sizeof local) < 0)
            fail("bind");
        struct epoll_event wanted = { .events = EPOLLIN, .data.u32 = i };
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, streams[i].socket, &wanted) < 0)
            fail("epoll_ctl");
    }
    printf("ready\n");
    fflush(stdout);

    static struct epoll_event events[512];
    static char packet[2048];
    for (;;) {
        int ready = epoll_wait(epoll, events, 512, -1);
        if (ready < 0 && errno != EINTR)
            fail("epoll_wait");
        for (int n = 0; n < ready; n++) {
            int i = events[n].data.u32;
            struct stream *from = &streams[i], *to = &streams[i ^ 1];
            socklen_t size = sizeof from->peer;
            ssize_t length = recvfrom(from->socket, packet, sizeof packet, 0, (struct sockaddr *)&from->peer, &size);
            if (length <= 0)
                continue;
            from->known = 1;
            if (to->known)
                sendto(to->socket, packet, length, 0, (struct sockaddr *)&to->peer, sizeof to->peer);
        }
    }
}
