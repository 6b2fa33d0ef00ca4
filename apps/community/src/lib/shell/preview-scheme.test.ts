import { expect, test } from 'vitest';
import { inScheme } from './preview-scheme.ts';

const CSS =
	'@media (prefers-color-scheme:dark){.x{color:red}}@media screen and ( Prefers-Color-Scheme : LIGHT ) and (width<40rem){.y{color:blue}}';

test('what a sheet says for light or dark holds in the scheme that is shown, not in that of the device', () => {
	expect(inScheme(CSS, 'dark')).toBe(
		'@media (min-width:0){.x{color:red}}@media screen and (max-width:0) and (width<40rem){.y{color:blue}}',
	);
	expect(inScheme(CSS, 'light')).toBe(
		'@media (max-width:0){.x{color:red}}@media screen and (min-width:0) and (width<40rem){.y{color:blue}}',
	);
});
