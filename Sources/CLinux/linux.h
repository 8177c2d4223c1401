// What Linux and its C library have, but show with _GNU_SOURCE only, which Swift does not define.
#include <spawn.h>

// Has the process begin without any open file from this one on; since glibc 2.34.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// Locks of an open file description: commands of fcntl(2).
static const int LINUX_OFD_GETLK = 36;
static const int LINUX_OFD_SETLK = 37;
