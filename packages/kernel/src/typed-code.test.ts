import { expect, test } from 'vitest';
import { newTypedCode, readTypedCode } from './typed-code.ts';

test('a code is read as it was made, whatever hand wrote it down', () => {
	for (let made = 0; made < 200; made++) {
		const code = newTypedCode(20);
		expect(code).toMatch(/^[A-HJKMNP-TV-Z0-9]{20}$/);
		expect(readTypedCode(code)).toBe(code);
		const written = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
		expect(readTypedCode(` ${written.slice(0, 5)}-${written.slice(5)} `)).toBe(code);
	}
});
