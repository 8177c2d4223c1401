#ifndef LEADRELAY_CTABLES_H
#define LEADRELAY_CTABLES_H

#include <stddef.h>

#include "Scan.h"
#include "Shapes.h"
#include "Starter.h"

/// One embedded data table: tab-separated UTF-8 text, `#` begins a comment line.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} LRTable;

LRTable lr_table_headers(void);
LRTable lr_table_exporters(void);
LRTable lr_table_roles(void);
LRTable lr_table_mail_domains(void);
LRTable lr_table_seniority(void);
LRTable lr_table_departments(void);

#endif
