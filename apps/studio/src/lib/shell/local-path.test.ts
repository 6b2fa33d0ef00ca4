import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test('a path on this host is followed', () => {
	expect(localPath('/start/1/look?x=1', '/home')).toBe('/start/1/look?x=1');
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a\nb', '', null])(
	'%j leads nowhere else',
	(wanted) => {
		expect(localPath(wanted, '/home')).toBe('/home');
	},
);
