/** The `cid:` URL of a Content-ID; characters that a URL may not have get percent signs (RFC 2392). */
export function cidUrl(contentId: string): string {
  return `cid:${encodeURI(contentId).replaceAll('#', '%23').replaceAll('?', '%3F')}`;
}

/**
 * The Content-ID that a `cid:` URL means: its percent signs undone.
 * @returns `null` when it is no such URL, cannot be read, or names nothing
 */
export function contentIdOf(url: string | null): string | null {
  if (!url?.startsWith('cid:')) return null;
  try {
    return decodeURIComponent(url.slice(4)) || null;
  } catch {
    return null;
  }
}
