/** 'Cadrans' -> 'Cadrans · Rouage': the page first, since tabs are narrow. */
export function pageTitle(title: string): string {
  return `${title} · Rouage`;
}
