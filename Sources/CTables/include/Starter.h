#ifndef LEADRELAY_STARTER_H
#define LEADRELAY_STARTER_H

#include <stddef.h>

/// A file of the rulebook that `leadrelay init` writes: its path below the directory, its bytes.
typedef struct {
  const char *path;
  const unsigned char *bytes;
  size_t count;
} LRStarterFile;

/// How many there are.
size_t lr_starter_count(void);
/// One of them, by number from 0.
LRStarterFile lr_starter_file(size_t number);

#endif
