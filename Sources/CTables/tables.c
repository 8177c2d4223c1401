#include "CTables.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Each table is the bytes of the file beside it, as they are.

static const unsigned char headers[] = {
#embed "tables/headers.tsv"
};

static const unsigned char exporters[] = {
#embed "tables/exporters.tsv"
};

static const unsigned char mail_domains[] = {
#embed "tables/mail_domains.tsv"
};

static const unsigned char seniority[] = {
#embed "tables/seniority.tsv"
};

static const unsigned char departments[] = {
#embed "tables/departments.tsv"
};

static const unsigned char roles[] = {
#embed "tables/roles.tsv"
};

LRTable lr_table_headers(void) { return (LRTable){headers, sizeof headers}; }
LRTable lr_table_exporters(void) { return (LRTable){exporters, sizeof exporters}; }
LRTable lr_table_mail_domains(void) { return (LRTable){mail_domains, sizeof mail_domains}; }
LRTable lr_table_seniority(void) { return (LRTable){seniority, sizeof seniority}; }
LRTable lr_table_departments(void) { return (LRTable){departments, sizeof departments}; }
LRTable lr_table_roles(void) { return (LRTable){roles, sizeof roles}; }
