import { describe, expect, it } from 'vitest';
import { composeMail, oneLine } from './compose-mail';

const words = {
  locale: 'fr',
  subject: 'Objet',
  greeting: 'Bonjour Zoë,',
  paragraphs: ['Premier.', 'Second.'],
  link: { label: 'Voir', href: 'https://rouage.example/besoins/1?a=1&b=2' },
  footer: 'Pied',
} as const;

describe('composing a mail', () => {
  it('says the same in text and in HTML', () => {
    const mail = composeMail(words);
    for (const part of ['Bonjour Zoë,', 'Premier.', 'Second.', 'Voir', 'Pied']) {
      expect(mail.text).toContain(part);
      expect(mail.html).toContain(part);
    }
    expect(mail.text).toContain('https://rouage.example/besoins/1?a=1&b=2');
    expect(mail.html).toContain('href="https://rouage.example/besoins/1?a=1&amp;b=2"');
  });

  it('shows what others typed as text, never as markup', () => {
    const mail = composeMail({ ...words, paragraphs: ['<img src=x onerror="alert(1)"> & co'] });
    expect(mail.html).not.toContain('<img');
    expect(mail.html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; co');
  });

  it('loads nothing from anywhere', () => {
    expect(composeMail(words).html).not.toMatch(/src=|url\(|@import|<link/);
  });
});

describe('a subject', () => {
  it('is one line, whatever the title holds', () => {
    expect(oneLine('Cadran\r\nBcc: tous@rouage.example\u2028fin')).toBe(
      'Cadran Bcc: tous@rouage.example fin',
    );
  });

  it('is cut between characters, not inside one', () => {
    expect(oneLine('⌚️'.repeat(200)).endsWith('…')).toBe(true);
    expect([...oneLine('🕰'.repeat(200))]).toHaveLength(150);
  });
});
