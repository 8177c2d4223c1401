#include "Starter.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Each file is the bytes of the one below starter/, as they are.

static const unsigned char calendar[] = {
#embed "starter/calendar.yaml"
};

static const unsigned char sources[] = {
#embed "starter/sources.yaml"
};

static const unsigned char fit[] = {
#embed "starter/fit.yaml"
};

static const unsigned char interest[] = {
#embed "starter/interest.yaml"
};

static const unsigned char qualification[] = {
#embed "starter/qualification.yaml"
};

static const unsigned char teams[] = {
#embed "starter/teams.yaml"
};

static const unsigned char routing[] = {
#embed "starter/routing.yaml"
};

static const unsigned char follow_up[] = {
#embed "starter/follow_up.yaml"
};

static const unsigned char nurture[] = {
#embed "starter/nurture.yaml"
};

static const unsigned char competitors[] = {
#embed "starter/lists/competitors.txt"
};

static const unsigned char ourselves[] = {
#embed "starter/lists/ourselves.txt"
};

static const unsigned char handoff_test[] = {
#embed "starter/tests/handoff.yaml"
};

static const LRStarterFile files[] = {
  {"calendar.yaml", calendar, sizeof calendar},
  {"sources.yaml", sources, sizeof sources},
  {"fit.yaml", fit, sizeof fit},
  {"interest.yaml", interest, sizeof interest},
  {"qualification.yaml", qualification, sizeof qualification},
  {"teams.yaml", teams, sizeof teams},
  {"routing.yaml", routing, sizeof routing},
  {"follow_up.yaml", follow_up, sizeof follow_up},
  {"nurture.yaml", nurture, sizeof nurture},
  {"lists/competitors.txt", competitors, sizeof competitors},
  {"lists/ourselves.txt", ourselves, sizeof ourselves},
  {"tests/handoff.yaml", handoff_test, sizeof handoff_test},
};

size_t lr_starter_count(void) { return sizeof files / sizeof files[0]; }
LRStarterFile lr_starter_file(size_t number) { return files[number]; }
