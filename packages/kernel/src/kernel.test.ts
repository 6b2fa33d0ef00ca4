import { expect, test } from 'vitest';
import * as z from 'zod';
import { envExample, readConfig } from './config.ts';
import { newCommunityId, newId } from './ids.ts';
import { createLogger } from './logger.ts';
import { decodeCursor, encodeCursor, toPage } from './pages.ts';
import { isSigned, seal, sign, unseal } from './seal.ts';
import { wire } from './wire.ts';

const SECRET = 'a secret of at least thirty-two characters';

test('a bad setting is named without its value', () => {
	expect(() => readConfig({ PORT: 'seven-and-a-secret' })).toThrow(/PORT/);
	expect(() => readConfig({ PORT: 'seven-and-a-secret' })).not.toThrow(/seven-and-a-secret/);
});

test('production refuses to start without a secret, the keys of its vendors and an address', () => {
	const full = {
		...{ KITH_ENV: 'production', KITH_SECRET: SECRET, RESEND_API_KEY: 're_x' },
		...{ STRIPE_SECRET_KEY: 'sk_live_12345678', PLATFORM_ORIGIN: 'https://kith.example/ignored' },
	};
	expect(readConfig(full).PLATFORM_ORIGIN).toBe('https://kith.example');
	for (const name of [...['KITH_SECRET', 'RESEND_API_KEY', 'STRIPE_SECRET_KEY', 'PLATFORM_ORIGIN']])
		expect(() => readConfig({ ...full, [name]: '' })).toThrow(`${name}: required in production`);
});

test('a secret of a webhook is one, or two while it is replaced', () => {
	const [one, other] = ['whsec_0123456789abcdef', 'whsec_fedcba9876543210'];
	for (const name of ['STRIPE_WEBHOOK_SECRET', 'STRIPE_CONNECT_WEBHOOK_SECRET']) {
		for (const good of [one, `${one},${other}`])
			expect(readConfig({ [name]: good })).toMatchObject({ [name]: good });
		for (const bad of ['0123456789abcdef', `${one},`, `${one},${other},${one}`, 'whsec_short'])
			expect(() => readConfig({ [name]: bad })).toThrow(name);
	}
});

test('the example of settings names every one of them', () => {
	for (const name of ['KITH_SECRET', 'DATABASE_URL', 'RESEND_API_KEY'])
		expect(envExample()).toContain(`# ${name}=`);
});

test('ids are ordered by time and community ids are opaque', () => {
	const ids = Array.from({ length: 200 }, newId);
	expect(ids.toSorted()).toEqual(ids);
	const communities = new Set(Array.from({ length: 500 }, newCommunityId));
	expect(communities.size).toBe(500);
	for (const id of communities) expect(id).toMatch(/^[0-9a-z]{12}$/);
});

test('a sealed text opens with its secret and purpose only', () => {
	const sealed = seal(SECRET, 'code', '123456');
	expect(unseal(SECRET, 'code', sealed)).toBe('123456');
	expect(sealed).not.toContain('123456');
	expect(() => unseal(SECRET, 'invitation', sealed)).toThrow('seal.broken');
	expect(() => unseal(`${SECRET}!`, 'code', sealed)).toThrow('seal.broken');
	expect(() => unseal(SECRET, 'code', `${sealed.slice(0, -2)}AA`)).toThrow('seal.broken');
	expect(() => unseal(SECRET, 'code', '')).toThrow('seal.broken');
});

test('a signature holds for its text and purpose only', () => {
	const signature = sign(SECRET, 'preview', 'abc');
	expect(isSigned(SECRET, 'preview', 'abc', signature)).toBe(true);
	expect(isSigned(SECRET, 'preview', 'abd', signature)).toBe(false);
	expect(isSigned(SECRET, 'other', 'abc', signature)).toBe(false);
	expect(isSigned(SECRET, 'preview', 'abc', '')).toBe(false);
});

test('a page cuts the extra row and its cursor comes back as it went', () => {
	const page = toPage([1, 2, 3], 2, (last) => [last]);
	expect(page.items).toEqual([1, 2]);
	expect(decodeCursor(page.nextCursor, z.tuple([z.number()]))).toEqual([2]);
	expect(toPage([1, 2], 2, (last) => [last]).nextCursor).toBeNull();
	expect(() => decodeCursor('nonsense', z.tuple([z.number()]))).toThrow('pages.bad_cursor');
	const foreign = encodeCursor(['x']);
	expect(() => decodeCursor(foreign, z.tuple([z.number()]))).toThrow('pages.bad_cursor');
});

test('secrets never reach a log line', () => {
	const lines: string[] = [];
	const logger = createLogger('info', { write: (line: string) => void lines.push(line) });
	logger.info({ token: 'hush', body: { code: '123456' }, headers: { cookie: 'kith=hush' } }, 'x');
	expect(lines.join()).not.toMatch(/hush|123456/);
	expect(lines.join()).toContain('[redacted]');
});

test('dates survive the wire', () => {
	const at = new Date('2026-01-02T03:04:05.006Z');
	expect(wire.deserialize(wire.serialize({ at, gone: undefined }))).toEqual({
		at,
		gone: undefined,
	});
});
