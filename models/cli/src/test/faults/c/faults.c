/*
 * Makes file operations fail, or kills their process, for tests: a library for LD_PRELOAD.
 *
 * Its functions stand in front of the C library's of the same names. Every operation that changes
 * something below a folder is counted by its kind, over all processes that share a counter file,
 * and written to a trace; one of them, chosen by its kind and number, meets its fate.
 *
 *   FAULTS_BELOW    the folder, an absolute path
 *   FAULTS_COUNTER  a file of zeros, large enough for struct shared; every process holds a lock on it
 *   FAULTS_TRACE    a file that grows by a line an operation: kind, number, path
 *   FAULTS_PLAN     kind, number, fate and error number, such as "write 12 fail 28"; empty: count only
 *
 * Fates: kill (before the operation), tear (kill in the middle of a write), kill-all (the whole
 * process group), fail, full (fails, and from then on everything that needs space), short (half is
 * written), short-full (half is written, and from then on everything that needs space fails).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { OPEN, WRITE, RENAME, SYNC, MKDIR, DELETE, TRUNCATE, KINDS };

static const char *const NAMES[KINDS] = {"open", "write", "rename", "sync", "mkdir", "delete", "truncate"};

/* What an operation does, if it is not an error number. */
enum { AS_USUAL = 0, HALF = -1, TORN = -2 };

struct shared {
  atomic_long counts[KINDS];
  atomic_int full; /* the error of everything that needs space, or 0 */
};

static struct shared *shared;
static const char *below;
static int trace = -1;
static char plan_kind[16], plan_fate[16];
static long plan_number;
static int plan_error;

/* The C library's own function. */
#define NEXT(name)                                               \
  static __typeof__(&name) next;                                 \
  if (next == NULL) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *counter = getenv("FAULTS_COUNTER"), *plan = getenv("FAULTS_PLAN"), *lines = getenv("FAULTS_TRACE");
  const char *folder = getenv("FAULTS_BELOW");
  if (counter == NULL || folder == NULL || lines == NULL) return;
  int fd = syscall(SYS_openat, AT_FDCWD, counter, O_RDWR | O_CLOEXEC, 0);
  trace = syscall(SYS_openat, AT_FDCWD, lines, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
  void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED || trace < 0 || fcntl(fd, F_SETLK, &lock) != 0) {
    dprintf(2, "faults: FAULTS_COUNTER or FAULTS_TRACE cannot be used\n");
    _exit(125);
  }
  shared = mapped;
  if (plan != NULL && *plan != 0 && sscanf(plan, "%15s %ld %15s %d", plan_kind, &plan_number, plan_fate, &plan_error) < 3) {
    dprintf(2, "faults: FAULTS_PLAN is none: %s\n", plan);
    _exit(125);
  }
  below = folder;
}

static bool counted(const char *path) {
  size_t length = below == NULL || path == NULL ? 0 : strlen(below);
  return length > 0 && strncmp(path, below, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static void die(void) {
  if (strcmp(plan_fate, "kill-all") == 0 && getpgrp() == getsid(0)) kill(0, SIGKILL);
  kill(getpid(), SIGKILL);
}

/* What becomes of an operation on a path: one of the enum above, or an error number. */
static int fate(enum kind kind, const char *path, bool needs_space) {
  if (!counted(path)) return AS_USUAL;
  long number = atomic_fetch_add(&shared->counts[kind], 1) + 1;
  char line[PATH_MAX + 64];
  int length = snprintf(line, sizeof line, "%s %ld %s\n", NAMES[kind], number, path);
  syscall(SYS_write, trace, line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1);
  if (needs_space && atomic_load(&shared->full) != 0) return atomic_load(&shared->full);
  if (number != plan_number || strcmp(NAMES[kind], plan_kind) != 0) return AS_USUAL;
  if (strcmp(plan_fate, "tear") == 0 && kind == WRITE) return TORN;
  if (strcmp(plan_fate, "kill") == 0 || strcmp(plan_fate, "kill-all") == 0 || strcmp(plan_fate, "tear") == 0) die();
  if (strcmp(plan_fate, "full") == 0 || strcmp(plan_fate, "short-full") == 0) atomic_store(&shared->full, plan_error);
  return strncmp(plan_fate, "short", 5) == 0 ? HALF : plan_error;
}

/* Whether an operation fails, with errno set. */
static bool fails(enum kind kind, const char *path, bool needs_space) {
  int error = fate(kind, path, needs_space);
  if (error > 0) errno = error;
  return error > 0;
}

static const char *path_of(int fd, char *buffer) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  int saved = errno;
  ssize_t length = below == NULL ? -1 : readlink(link, buffer, PATH_MAX - 1);
  errno = saved;
  if (length < 0) return NULL;
  buffer[length] = 0;
  return buffer;
}

static const char *path_at(int folder, const char *path, char *buffer) {
  if (path == NULL || path[0] == '/' || folder == AT_FDCWD) return path;
  if (path_of(folder, buffer) == NULL) return NULL;
  size_t length = strlen(buffer);
  snprintf(buffer + length, PATH_MAX - length, "/%s", path);
  return buffer;
}

static bool for_writing(int flags) { return (flags & (O_ACCMODE | O_CREAT)) != O_RDONLY; }

/* Opening. On a 64-bit system the functions whose names end with 64 are the same. */

#define MODE(last)                                \
  mode_t mode = 0;                                \
  if (flags & (O_CREAT | __O_TMPFILE)) {          \
    va_list rest;                                 \
    va_start(rest, last);                         \
    mode = va_arg(rest, mode_t);                  \
    va_end(rest);                                 \
  }

int openat(int folder, const char *path, int flags, ...) {
  NEXT(openat);
  MODE(flags)
  char buffer[PATH_MAX];
  if (for_writing(flags) && fails(OPEN, path_at(folder, path, buffer), flags & O_CREAT)) return -1;
  return next(folder, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  MODE(flags)
  return openat(AT_FDCWD, path, flags, mode);
}

int creat(const char *path, mode_t mode) { return openat(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int open64(const char *path, int flags, ...) __attribute__((alias("open")));
int openat64(int folder, const char *path, int flags, ...) __attribute__((alias("openat")));
int creat64(const char *path, mode_t mode) __attribute__((alias("creat")));

FILE *fopen(const char *path, const char *mode) {
  NEXT(fopen);
  if (strpbrk(mode, "wa+") != NULL && fails(OPEN, path, true)) return NULL;
  return next(path, mode);
}

FILE *fopen64(const char *path, const char *mode) __attribute__((alias("fopen")));

/* Writing. */

ssize_t write(int fd, const void *bytes, size_t count) {
  NEXT(write);
  char buffer[PATH_MAX];
  int how = fate(WRITE, path_of(fd, buffer), true);
  if (how > 0) return errno = how, -1;
  ssize_t written = next(fd, bytes, how == AS_USUAL || count < 2 ? count : count / 2);
  if (how == TORN) die();
  return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  NEXT(pwrite);
  char buffer[PATH_MAX];
  int how = fate(WRITE, path_of(fd, buffer), true);
  if (how > 0) return errno = how, -1;
  ssize_t written = next(fd, bytes, how == AS_USUAL || count < 2 ? count : count / 2, offset);
  if (how == TORN) die();
  return written;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) __attribute__((alias("pwrite")));

ssize_t writev(int fd, const struct iovec *parts, int count) {
  NEXT(writev);
  char buffer[PATH_MAX];
  int how = fate(WRITE, path_of(fd, buffer), true);
  if (how > 0) return errno = how, -1;
  ssize_t written = next(fd, parts, how == AS_USUAL || count < 2 ? count : count / 2);
  if (how == TORN) die();
  return written;
}

/* Streams reach the C library's write from inside, where nothing stands in front of it. */

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *stream) {
  NEXT(fwrite);
  char buffer[PATH_MAX];
  int how = fate(WRITE, path_of(fileno(stream), buffer), true);
  if (how > 0) return errno = how, 0;
  if (how == AS_USUAL) return next(bytes, size, count, stream);
  size_t half = next(bytes, 1, size * count / 2, stream);
  fflush(stream);
  if (how == TORN) die();
  return errno = ENOSPC, size == 0 ? 0 : half / size;
}

static bool written_to(FILE *stream) {
  int flags = stream == NULL ? -1 : fcntl(fileno(stream), F_GETFL);
  return flags >= 0 && for_writing(flags);
}

int fflush(FILE *stream) {
  NEXT(fflush);
  char buffer[PATH_MAX];
  if (written_to(stream) && fails(WRITE, path_of(fileno(stream), buffer), true)) return EOF;
  return next(stream);
}

int fclose(FILE *stream) {
  NEXT(fclose);
  char buffer[PATH_MAX];
  int how = written_to(stream) ? fate(WRITE, path_of(fileno(stream), buffer), true) : AS_USUAL;
  int closed = next(stream);
  return how > 0 ? (errno = how, EOF) : closed;
}

int ftruncate(int fd, off_t length) {
  NEXT(ftruncate);
  char buffer[PATH_MAX];
  return fails(TRUNCATE, path_of(fd, buffer), false) ? -1 : next(fd, length);
}

int ftruncate64(int fd, off64_t length) __attribute__((alias("ftruncate")));

int fsync(int fd) {
  NEXT(fsync);
  char buffer[PATH_MAX];
  return fails(SYNC, path_of(fd, buffer), false) ? -1 : next(fd);
}

int fdatasync(int fd) {
  NEXT(fdatasync);
  char buffer[PATH_MAX];
  return fails(SYNC, path_of(fd, buffer), false) ? -1 : next(fd);
}

/* Names. */

int rename(const char *from, const char *to) {
  NEXT(rename);
  return fails(RENAME, to, false) ? -1 : next(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  NEXT(renameat);
  char buffer[PATH_MAX];
  return fails(RENAME, path_at(to_folder, to, buffer), false) ? -1 : next(from_folder, from, to_folder, to);
}

int mkdir(const char *path, mode_t mode) {
  NEXT(mkdir);
  return fails(MKDIR, path, true) ? -1 : next(path, mode);
}

int mkdirat(int folder, const char *path, mode_t mode) {
  NEXT(mkdirat);
  char buffer[PATH_MAX];
  return fails(MKDIR, path_at(folder, path, buffer), true) ? -1 : next(folder, path, mode);
}

int unlink(const char *path) {
  NEXT(unlink);
  return fails(DELETE, path, false) ? -1 : next(path);
}

int unlinkat(int folder, const char *path, int flags) {
  NEXT(unlinkat);
  char buffer[PATH_MAX];
  return fails(DELETE, path_at(folder, path, buffer), false) ? -1 : next(folder, path, flags);
}

int rmdir(const char *path) {
  NEXT(rmdir);
  return fails(DELETE, path, false) ? -1 : next(path);
}
