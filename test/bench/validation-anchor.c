/* The anchor of test/bench/validation.ts: libxml2 itself, parse and schema check, in CPU time. */
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static void quiet(void *context, const char *format, ...) {
  (void)context;
  (void)format;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  const int repeat = atoi(argv[3]);
  FILE *file = fopen(argv[2], "rb");
  if (!file) return 2;
  fseek(file, 0, SEEK_END);
  const long size = ftell(file);
  rewind(file);
  char *bytes = malloc(size);
  if (fread(bytes, 1, size, file) != (size_t)size) return 2;
  fclose(file);

  xmlInitParser();
  xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(argv[1]);
  xmlSchemaPtr schema = xmlSchemaParse(parser);
  if (!schema) return 2;

  double best_parse = 1e18, best_both = 1e18;
  for (int round = 0; round < 7; round++) {
    double start = cpu_us();
    for (int i = 0; i < repeat; i++) xmlFreeDoc(xmlReadMemory(bytes, size, NULL, NULL, XML_PARSE_NONET));
    double took = (cpu_us() - start) / repeat;
    if (took < best_parse) best_parse = took;

    start = cpu_us();
    for (int i = 0; i < repeat; i++) {
      xmlDocPtr document = xmlReadMemory(bytes, size, NULL, NULL, XML_PARSE_NONET);
      xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt(schema);
      xmlSchemaSetValidErrors(context, quiet, quiet, NULL);
      if (xmlSchemaValidateDoc(context, document) != 0) return 3;
      xmlSchemaFreeValidCtxt(context);
      xmlFreeDoc(document);
    }
    took = (cpu_us() - start) / repeat;
    if (took < best_both) best_both = took;
  }
  printf("{\"version\":\"%s\",\"parse\":%.2f,\"parseAndSchema\":%.2f}\n", LIBXML_DOTTED_VERSION, best_parse, best_both);
  return 0;
}
