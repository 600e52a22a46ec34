import net from 'node:net';
import { PlainFailure, tell } from './tell';

/**
 * The port to serve on: the wanted one, else the next free one, said aloud.
 * @throws PlainFailure when the next fifty are taken too, or the port is not ours to take (below 1024)
 */
export async function choosePort(wanted: number, host: string): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 50, 65_536); port += 1) {
    const fault = await tryListening(port, host);
    if (fault === undefined) {
      if (port !== wanted)
        tell(
          `Le port ${wanted} est pris : Rouage prend le ${port}. (PORT=… npm start pour un autre)`,
          `port ${wanted} is taken, using ${port}`,
        );
      return port;
    }
    if (fault === 'EACCES')
      throw new PlainFailure({
        fr: `Le port ${port} est réservé à l’administrateur. Choisissez-en un autre : PORT=3000 npm start`,
        en: `Port ${port} is reserved for the administrator. Choose another: PORT=3000 npm start`,
      });
    if (fault !== 'EADDRINUSE')
      throw new PlainFailure({
        fr: `Impossible d’écouter sur ${host}:${port} (${fault}). Vérifiez HOST.`,
        en: `Cannot listen on ${host}:${port} (${fault}). Check HOST.`,
      });
  }
  throw new PlainFailure({
    fr: `Les ports ${wanted} à ${wanted + 49} sont tous pris. Choisissez-en un autre : PORT=… npm start`,
    en: `Ports ${wanted} to ${wanted + 49} are all taken. Choose another: PORT=… npm start`,
  });
}

/** @returns undefined when it worked, else the system's error code. */
function tryListening(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
