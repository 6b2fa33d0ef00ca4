import { HOSTILE_URLS } from './hostile-texts.ts';

const SLASHES = [
	...['/', '//', '///', '/\\', '\\/', '\\\\', '\\', '/\t/', '/\n/', '/\r\n/', '\t//', ' //'],
	...[
		'/\u0000/',
		'/\u0001/',
		'/./',
		'/.//',
		'/..//',
		'/x/..//',
		'/x/../../',
		'/%2e//',
		'/%2e%2e//',
	],
	...['/%2E%2e/%2e//', '/x/%2e%2e//', '/.;//', '/%2f', '/%2f/', '/%5c', '/%5c/', '/%09/', '/%0a/'],
	...[
		'/\u2215/',
		'/\uff0f',
		'/\u29f8/',
		'/\u3000/',
		'/\u2028/',
		'/\ufeff/',
		'/\u200b/',
		'/\u3002/',
	],
	...['http:', 'http:/', 'http://', 'https:\\\\', 'HTTPS://', '//@', '/@', '//:80@', '//user:pw@'],
];
const HOSTS = [
	...['evil.example', 'evil.example/', 'evil.example:80', 'evil%2eexample', 'evil\u3002example'],
	...['kith.invalid@evil.example', '[::1]', '0x7f000001'],
];
const HEADERS = [
	...['/\r\nLocation: https://evil.example', '/\nSet-Cookie: a=b', '/%0d%0aSet-Cookie:%20a=b'],
	...[
		'/x\u0085Set-Cookie: a=b',
		'/x\u2028Location: //evil.example',
		'/\u560d\u560aSet-Cookie: a=b',
	],
	...['/x\rSet-Cookie: a=b', '/x\u000bSet-Cookie: a=b', '/x\u000cSet-Cookie: a=b'],
];

/** Wishes for where to go on that want to lead to another site, or to write a header of their own. */
export const HOSTILE_PATHS: readonly string[] = [
	...SLASHES.flatMap((slashes) => HOSTS.map((host) => slashes + host)),
	...HEADERS,
	...HOSTILE_URLS,
];
