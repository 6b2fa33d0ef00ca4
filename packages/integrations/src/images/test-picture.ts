import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A left half in red and a right half in blue, to see how a picture was turned. */
export function picture(width: number, height: number): Sharp {
	const pixels = Buffer.alloc(width * height * 3);
	for (let index = 0; index < width * height; index += 1)
		pixels[index * 3 + (index % width < width / 2 ? 0 : 2)] = 255;
	return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** Noise seen through frosted glass, as a PNG: as hard to write down as a photograph. */
export function testPhoto(width: number, height: number): Promise<Buffer> {
	const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
	return sharp({ create: { width, height, channels: 3, background: '#888', noise } })
		.blur(8)
		.normalise()
		.png()
		.toBuffer();
}

/** A PNG that announces `width` × `height` pixels and holds next to none. */
export function pngAnnouncing(width: number, height: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 6, 0, 0, 0], 8);
	const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
	const rows = deflateSync(Buffer.alloc(4096));
	return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND')]);
}

function chunk(name: string, data: Buffer = Buffer.alloc(0)): Buffer {
	const body = Buffer.concat([Buffer.from(name), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length, 0);
	framed.set(body, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}
