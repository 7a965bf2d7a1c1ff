/** File formats that can be told from their first bytes. */
export type FileKind =
  | 'pdf'
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'tiff'
  | 'zip'
  | 'ole'
  | 'rtf'
  | 'xml'
  | 'html'
  | 'gzip'
  | 'program';

const SIGNATURES: readonly [FileKind, number[]][] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74]],
  ['gzip', [0x1f, 0x8b]],
  ['program', [0x4d, 0x5a]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
  ['program', [0x23, 0x21, 0x2f]],
];

/** The format that the first bytes show, `null` when they show none of those known. */
export function fileKind(head: Uint8Array): FileKind | null {
  for (const [kind, signature] of SIGNATURES) {
    if (signature.every((byte, index) => head[index] === byte)) return kind;
  }
  const start = Buffer.from(head.subarray(0, 64))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^<(!doctype html|html)/i.test(start)) return 'html';
  return start.startsWith('<?xml') ? 'xml' : null;
}

const MIME: Readonly<Record<string, readonly FileKind[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpeg'],
  'image/jpg': ['jpeg'],
  'image/pjpeg': ['jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/tiff': ['tiff'],
  'application/zip': ['zip'],
  'application/gzip': ['gzip'],
  'application/msword': ['ole', 'rtf'],
  'application/rtf': ['rtf'],
  'text/rtf': ['rtf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['zip'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['zip'],
  'text/html': ['html', 'xml'],
  'application/xml': ['xml'],
  'text/xml': ['xml'],
};

/** The formats that a MIME type may have; `null` for a type that is not known here. */
export function kindsOfMime(mimeType: string): readonly FileKind[] | null {
  return MIME[mimeType.split(';')[0]!.trim().toLowerCase()] ?? null;
}
