import { expect, test } from 'vitest';
import { newTotpSecret, totpCode, totpStepOf, totpUri } from './totp.ts';

/** RFC 6238 appendix B with SHA-1; its secret in base32, its codes cut to six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
	[59, '287082'],
	[1_111_111_109, '081804'],
	[1_111_111_111, '050471'],
	[1_234_567_890, '005924'],
	[2_000_000_000, '279037'],
	[20_000_000_000, '353130'],
])('at %d seconds the code is %s', (seconds, code) => {
	expect(totpCode(SECRET, Math.floor(seconds / 30))).toBe(code);
	expect(totpStepOf(SECRET, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
});

test('a code holds half a minute before and after its own, and no longer', () => {
	const code = totpCode(SECRET, 1000);
	const at = (step: number) => totpStepOf(SECRET, code, new Date(step * 30_000));
	expect([at(998), at(999), at(1000), at(1001), at(1002)]).toEqual([null, 1000, 1000, 1000, null]);
	expect(totpStepOf(SECRET, '', new Date(30_000_000))).toBeNull();
});

test('every secret is another, and an app is told whose it is', () => {
	const secret = newTotpSecret();
	expect(secret).toMatch(/^[A-Z2-7]{32}$/);
	expect(newTotpSecret()).not.toBe(secret);
	expect(totpUri(secret, { place: 'Slow Rail: Ü', email: 'a+b@example.org' })).toBe(
		`otpauth://totp/Slow%20Rail%3A%20%C3%9C:a%2Bb%40example.org?secret=${secret}` +
			'&issuer=Slow%20Rail%3A%20%C3%9C&algorithm=SHA1&digits=6&period=30',
	);
});
