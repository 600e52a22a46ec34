/** `npm run dev`: as `npm start`, from the sources, with hot reload. */
process.argv.push('--dev');
await import('./start');

export {};
