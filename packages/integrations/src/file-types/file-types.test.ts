import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fileTypeOf } from './index.ts';

test.for([
	['a PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
	['a film', Buffer.from('0000001866747970697336d069736f6d', 'hex'), 'video/mp4'],
	['a song', Buffer.from('RIFF\u0024\0\0\0WAVEfmt '), 'audio/wav'],
	['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'image/png'],
	['plain text', Buffer.from('hello'), null],
	['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), null],
	['nothing', Buffer.alloc(0), null],
] as const)('%s', async ([, bytes, type]) => {
	expect(await fileTypeOf(bytes)).toBe(type);
});

/** A zip of `count` entries that each say they grow to 4 GB. */
function bombZip(count: number): Buffer {
	const data = deflateRawSync(Buffer.alloc(100_000));
	const head = Buffer.alloc(31);
	head.write('PK\u0003\u0004', 'latin1');
	head.writeUInt16LE(8, 8);
	head.writeUInt32LE(data.length, 18);
	head.writeUInt32LE(0xffffffff, 22);
	head.writeUInt16LE(1, 26);
	head.write('a', 30);
	return Buffer.concat(Array.from({ length: count }, () => Buffer.concat([head, data])));
}

test('archives that would grow without end are looked at without growing', async () => {
	const before = process.memoryUsage.rss();
	const started = performance.now();
	const gzip = gzipSync(Buffer.alloc(64 * 1024 * 1024));
	for (const bomb of [bombZip(10_000), bombZip(1), gzip])
		expect(await fileTypeOf(bomb.subarray(0, 65_536))).toMatch(/^application\/(zip|gzip)$/);
	expect(performance.now() - started).toBeLessThan(10_000);
	expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 * 1024);
});
