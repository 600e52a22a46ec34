/**
 * The charter of joint buying, by version: once accepted a text never changes, a new text is a new version and is
 * accepted anew. Guidance, not advice: it encodes the soft safe harbour and the marks of legitimate joint buying of
 * the European Commission's Horizontal Guidelines (2023), chapter on purchasing agreements.
 */
export const charterVersion = '2026-11';
