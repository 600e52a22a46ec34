import type { ErrorRequestHandler, Response } from 'express';

interface PlainPage {
  status: number;
  fr: { title: string; text: string };
  en: { title: string; text: string };
}

/** Pages of last resort: they need neither the database, nor the build, nor a script. */
const pages = {
  badRequest: {
    status: 400,
    fr: { title: 'Adresse illisible', text: 'Cette adresse n’est pas une adresse du site.' },
    en: { title: 'Unreadable address', text: 'This is not an address of this site.' },
  },
  otherSite: {
    status: 403,
    fr: {
      title: 'Envoi refusé',
      text: 'Cet envoi ne vient pas d’une page de ce site. Rien n’a été enregistré. Rouvrez la page et recommencez.',
    },
    en: {
      title: 'Refused',
      text: 'This was not sent from a page of this site. Nothing was saved. Open the page again and retry.',
    },
  },
  notFound: {
    status: 404,
    fr: { title: 'Page introuvable', text: 'Rien ne se trouve à cette adresse.' },
    en: { title: 'Not found', text: 'There is nothing at this address.' },
  },
  tooSlow: {
    status: 408,
    fr: {
      title: 'Envoi interrompu',
      text: 'Votre envoi a mis trop de temps. Rien n’a été enregistré ; recommencez.',
    },
    en: { title: 'Timed out', text: 'Your upload took too long. Nothing was saved; try again.' },
  },
  tooLarge: {
    status: 413,
    fr: {
      title: 'Envoi trop volumineux',
      text: 'Ce que vous envoyez dépasse la taille permise. Rien n’a été enregistré ; réduisez-le, puis recommencez.',
    },
    en: {
      title: 'Too large',
      text: 'What you are sending is over the allowed size. Nothing was saved; make it smaller and try again.',
    },
  },
  unexpected: {
    status: 500,
    fr: {
      title: 'Une erreur est survenue',
      text: 'La faute est de notre côté. Ce que vous aviez enregistré est intact ; recommencez dans un instant.',
    },
    en: {
      title: 'Something went wrong',
      text: 'The fault is ours. What you had saved is intact; try again in a moment.',
    },
  },
  unavailable: {
    status: 503,
    fr: {
      title: 'Service momentanément interrompu',
      text: 'La base de données ne répond pas. Rien n’a été perdu : ce qui était enregistré l’est toujours, et votre dernier envoi ne l’a pas été. Revenez en arrière et renvoyez-le dans un instant.',
    },
    en: {
      title: 'Briefly unavailable',
      text: 'The database does not answer. Nothing was lost: what was saved still is, and your last submission was not taken. Go back and send it again in a moment.',
    },
  },
} as const satisfies Record<string, PlainPage>;

export type PlainPageName = keyof typeof pages;

export function plainPageStatus(name: PlainPageName): number {
  return pages[name].status;
}

export function plainPageHtml(name: PlainPageName, requestId: string): string {
  const { fr, en, status } = pages[name];
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${fr.title} · Rouage</title>
<link rel="stylesheet" href="/plain-page.css">
</head>
<body>
<main>
<p class="status">${status}</p>
<h1>${fr.title}</h1>
<p>${fr.text}</p>
<section lang="en">
<h2>${en.title}</h2>
<p>${en.text}</p>
</section>
<p><a href="/">Rouage</a></p>
<p class="number">${escapeHtml(requestId)}</p>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function sendPlainPage(response: Response, name: PlainPageName): void {
  response.status(plainPageStatus(name));
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  if (name === 'unavailable') response.setHeader('Retry-After', '10');
  response.end(plainPageHtml(name, response.locals.requestId));
}

/** Whatever escaped everything else: logged whole, told to the person without a stack. */
export function lastResort(options: {
  isDatabaseDown: (error: unknown) => boolean;
  log: (error: unknown, requestId: string) => void;
}): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (response.locals.bodyRefused) return; // already answered; this is only its reader noticing
    const gone = request.destroyed && !response.writable;
    if (!gone) options.log(error, response.locals.requestId);
    if (response.headersSent) {
      response.destroy(); // half a page went out: cut it, so that nobody takes it for a whole one
      return;
    }
    sendPlainPage(response, options.isDatabaseDown(error) ? 'unavailable' : 'unexpected');
  };
}
