import { expect, test } from 'vitest';
import { deviceOf } from './device.schema.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
	[
		`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0`,
		{ browser: 'Edge', system: 'Windows', kind: 'computer' },
	],
	[
		'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
		{ browser: 'Firefox', system: 'Linux', kind: 'computer' },
	],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1',
		{ browser: 'Safari', system: 'iPhone', kind: 'phone' },
	],
	[
		`Mozilla/5.0 (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/140.0 Mobile Safari/537.36`,
		{ browser: 'Chrome', system: 'Android', kind: 'phone' },
	],
	[
		`Mozilla/5.0 (Linux; Android 15; SM-X900) ${WEBKIT} Chrome/140.0 Safari/537.36`,
		{ browser: 'Chrome', system: 'Android', kind: 'tablet' },
	],
	[
		'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
		{ browser: 'Safari', system: 'macOS', kind: 'computer' },
	],
	['', { browser: null, system: null, kind: 'computer' }],
])('%j is told apart', (userAgent, expected) => {
	expect(deviceOf(userAgent)).toEqual(expected);
});
