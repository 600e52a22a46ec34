/** The words of a mail, before they become MIME. */
export interface MailWords {
  locale: 'fr' | 'en';
  subject: string;
  greeting: string;
  paragraphs: readonly string[];
  link: { label: string; href: string };
  footer: string;
}

export interface MailContent {
  subject: string;
  text: string;
  html: string;
}

/** One line: a title that holds a line break must not end the header. At most 150 characters, whole ones. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  const flat = text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
  const characters = [...flat];
  return characters.length <= 150 ? flat : `${characters.slice(0, 149).join('')}…`;
}

/** Text and HTML of one mail: one column that fits a phone, no image, nothing loaded from anywhere. */
export function composeMail(words: MailWords): MailContent {
  const text = [
    words.greeting,
    ...words.paragraphs,
    `${words.link.label}${words.locale === 'fr' ? '\u00a0:' : ':'}\n${words.link.href}`,
    `-- \n${words.footer}`,
  ].join('\n\n');
  return { subject: oneLine(words.subject), text: `${text}\n`, html: html(words) };
}

function html(words: MailWords): string {
  const paragraph = (content: string) => `<p style="margin:0 0 16px">${content}</p>`;
  return `<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(oneLine(words.subject))}</title>
</head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:560px;margin:0 auto">
<p style="margin:0 0 24px;font:20px Georgia,serif">Rouage</p>
${[words.greeting, ...words.paragraphs].map((part) => paragraph(escapeHtml(part))).join('\n')}
${paragraph(
  `<a href="${escapeHtml(words.link.href)}" style="display:inline-block;padding:12px 20px;border:1px solid currentColor;border-radius:4px;text-decoration:none">${escapeHtml(words.link.label)}</a>`,
)}
<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #8886;font-size:14px">${escapeHtml(words.footer)}</p>
</div>
</body>
</html>
`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
