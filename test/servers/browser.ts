/** A page as a browser gets it, redirects not followed. */
export type Shown = { status: number; location: string; text: string; headers: Headers };

/**
 * Somebody's browser: it keeps cookies by host.
 *
 * @param hosts where addresses really lead, by origin: `https://bot.example.org` to a local server.
 */
export function browser(hosts: Record<string, string>) {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async open(address: string): Promise<Shown> {
      const { origin, pathname, search } = new URL(address);
      const local = hosts[origin] ?? origin;
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(local + pathname + search, {
        redirect: 'manual',
        headers: { ...(cookie !== '' && { cookie }), connection: 'close' },
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = '', rest = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(line) ?? [];
        // What a browser asks of this prefix (RFC 6265bis, 4.1.3.2).
        const firm = /; *Secure/i.test(rest) && /; *Path=\/(;|$)/i.test(rest);
        if (name.startsWith('__Host-') && (!firm || /domain=/i.test(rest))) continue;
        if (/; *Expires=Thu, 01 Jan 1970/i.test(rest)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return {
        status: response.status,
        location: response.headers.get('location') ?? '',
        text: await response.text(),
        headers: response.headers,
      };
    },
  };
}
