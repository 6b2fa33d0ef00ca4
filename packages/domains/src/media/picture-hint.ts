import { crc32, deflateSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { thumbHashToRGBA } from 'thumbhash';

/** Browsers draw it softly as large as the picture: more pixels would tell no more, and every page carries it. */
const LONGEST = 5;

const known = new LRUCache<string, string>({ max: 5000 });

/**
 * What stands in for a picture until it is loaded, as an address that holds a tiny picture itself; null for pictures
 * that have no hash because they are small or can be seen through.
 */
export function hintOf(hash: Uint8Array | null): string | null {
	if (!hash || hash.length === 0) return null;
	const key = Buffer.from(hash).toString('base64');
	const hint = known.get(key) ?? `data:image/png;base64,${drawn(hash).toString('base64')}`;
	known.set(key, hint);
	return hint;
}

function drawn(hash: Uint8Array): Buffer {
	const { w, h, rgba } = thumbHashToRGBA(hash);
	const scale = LONGEST / Math.max(w, h);
	const [width, height] = [w, h].map((side) => Math.max(1, Math.round(side * scale)));
	return png(width ?? 1, height ?? 1, (x, y) => {
		const column = Math.floor(((x + 0.5) * w) / (width ?? 1));
		const row = Math.floor(((y + 0.5) * h) / (height ?? 1));
		return [...rgba.subarray((row * w + column) * 4, (row * w + column) * 4 + 3)];
	});
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Eight bits of red, green and blue, without anything a picture can do without. */
function png(width: number, height: number, pixel: (x: number, y: number) => number[]): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	const lines = Array.from({ length: height }, (_, y) => [
		0,
		...Array.from({ length: width }, (_unused, x) => pixel(x, y)).flat(),
	]);
	const data = deflateSync(Buffer.from(lines.flat()), { level: 9 });
	return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND')]);
}

function chunk(name: string, data: Uint8Array = new Uint8Array()): Buffer {
	const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length, 0);
	framed.set(body, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}
