import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { picture } from '@kith/integrations/images/test-picture';
import {
	filesOf,
	HTML,
	mark,
	type MARKS,
	PHP,
	SCRIPT,
	SECRET,
	type HostileFile,
} from './hostile-file.ts';

function chunk(type: string, data: Uint8Array | string = ''): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data as Uint8Array)]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(body.length - 4, 0);
	framed.set(body, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}

/** A grey PNG that says it is as large as asked, with `extra` between its head and its pixels. */
export function greyPng(width: number, height: number, extra: readonly Buffer[] = []): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 0, 0, 0, 0], 8);
	const pixels = deflateSync(Buffer.alloc(Math.min(width * height + height, 100_000)));
	const parts = [chunk('IHDR', head), ...extra, chunk('IDAT', pixels), chunk('IEND')];
	return Buffer.concat([mark('png'), ...parts]);
}

const GIF = Buffer.from('R0lGODdhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64');
const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const;

/** A picture with everything that cameras and programs write beside the pixels. */
const toldOn = (format: 'jpeg' | 'png' | 'webp' | 'avif') =>
	picture(160, 120)
		.toFormat(format)
		.withIccProfile('p3')
		.withExifMerge({
			IFD0: { Make: SECRET, ImageDescription: SCRIPT, Copyright: PHP },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 22/1 0/1', GPSProcessingMethod: SECRET },
		})
		.withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${SECRET}${SCRIPT}</x:xmpmeta>`)
		.toBuffer();

async function metadata(): Promise<HostileFile[]> {
	const formats = ['jpeg', 'png', 'webp', 'avif'] as const;
	const told = await Promise.all(
		formats.map(async (format) => [`where-it-was.${format}`, await toldOn(format)] as const),
	);
	const orientations = await Promise.all(
		[2, 3, 4, 5, 6, 7, 8].map(async (orientation) => {
			const turned = picture(40, 20).jpeg().withMetadata({ orientation });
			return [`turned-${orientation}.jpg`, await turned.toBuffer()] as const;
		}),
	);
	const comment = (text: string) => {
		const length = Buffer.alloc(2);
		length.writeUInt16BE(text.length + 2);
		return Buffer.concat([Buffer.from('fffe', 'hex'), length, Buffer.from(text)]);
	};
	const jpeg = await picture(40, 20).jpeg().toBuffer();
	const exif = Buffer.concat([
		Buffer.from('4d4d002a00000008000000000000', 'hex'),
		Buffer.from(SECRET),
	]);
	return filesOf('what is told beside the pixels', {
		...Object.fromEntries([...told, ...orientations]),
		'comment.jpg': Buffer.concat([jpeg.subarray(0, 2), comment(SCRIPT + SECRET), jpeg.subarray(2)]),
		'comment-php.jpg': Buffer.concat([jpeg.subarray(0, 2), comment(PHP), jpeg.subarray(2)]),
		'text.png': greyPng(8, 8, [chunk('tEXt', `Comment\0${SCRIPT}${SECRET}`)]),
		'itxt.png': greyPng(8, 8, [chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${HTML}${SECRET}`)]),
		'exif.png': greyPng(8, 8, [chunk('eXIf', exif)]),
		'private.png': greyPng(8, 8, [chunk('kiTh', SECRET + SCRIPT)]),
	});
}

async function oddities(): Promise<HostileFile[]> {
	const frame = GIF.subarray(19, -1);
	const loops = Buffer.from('21ff0b4e45545343415045322e300301000000', 'hex');
	return filesOf('real, but odd', {
		'moving.gif': Buffer.concat([
			GIF.subarray(0, 19),
			loops,
			frame,
			frame,
			frame,
			GIF.subarray(-1),
		]),
		'cmyk.jpg': await picture(40, 20).toColourspace('cmyk').jpeg().toBuffer(),
		'deep.png': await picture(40, 20).toColourspace('rgb16').png().toBuffer(),
		'grey.png': await picture(40, 20).toColourspace('b-w').png().toBuffer(),
		'indexed.png': await picture(40, 20).png({ palette: true }).toBuffer(),
		'interlaced.png': await picture(40, 20).png({ progressive: true }).toBuffer(),
		'progressive.jpg': await picture(40, 20).jpeg({ progressive: true }).toBuffer(),
		'lossless.webp': await picture(40, 20).webp({ lossless: true }).toBuffer(),
		'pixel.gif': GIF,
		'thread.png': greyPng(1, 20_000),
		'ribbon.png': greyPng(20_000, 1),
	});
}

async function truncated(): Promise<HostileFile[]> {
	const cut = await Promise.all(
		FORMATS.map(async (format) => {
			const whole = await picture(200, 150).toFormat(format).toBuffer();
			return [0.1, 0.5, 0.9].map(
				(part) => [`${part}.${format}`, whole.subarray(0, whole.length * part)] as const,
			);
		}),
	);
	return filesOf('cut off', {
		...Object.fromEntries(cut.flat()),
		'nothing.png': '',
		'one-byte.png': 'x',
		'head-only.png': greyPng(8, 8).subarray(0, 33),
	});
}

const PICTURE_TYPES = [
	'png',
	'jpg',
	'gif',
	'webp',
	'avif',
	'heic',
	'bmp',
	'tif',
	'psd',
	'jxl',
	'ico',
	'jp2',
	'dds',
];

const liars = filesOf('begins like what it is not', {
	...Object.fromEntries(
		(PICTURE_TYPES as (keyof typeof MARKS)[]).flatMap((type) => [
			[`noise.${type}`, Buffer.concat([mark(type), Buffer.alloc(500, 0xa5)])],
			[`page.${type}`, Buffer.concat([mark(type), Buffer.from(HTML)])],
		]),
	),
	'film-in-truth.png': Buffer.concat([mark('mp4'), Buffer.alloc(500)]),
	'page-in-truth.png': HTML,
	'drawing-in-truth.png': `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
	'program-in-truth.jpg': Buffer.concat([mark('exe'), Buffer.alloc(500)]),
});

const polyglots = filesOf('two things at once', {
	'gif-script.gif': `GIF89a/*${'\0'.repeat(40)}*/=1;alert(document.domain)//`,
	'gif-page.gif': Buffer.concat([GIF, Buffer.from(HTML)]),
	'gif-php.php.gif': Buffer.concat([GIF, Buffer.from(PHP)]),
	'gif-archive.gif': Buffer.concat([GIF, mark('zip'), Buffer.alloc(60)]),
	'png-page.png': Buffer.concat([greyPng(8, 8), Buffer.from(HTML)]),
	'png-php.php': Buffer.concat([greyPng(8, 8), Buffer.from(PHP)]),
	'png-archive.zip': Buffer.concat([greyPng(8, 8), mark('zip'), Buffer.alloc(60)]),
	'bmp-script.bmp': `BM/*${'\0'.repeat(20)}*/=1;alert(1)`,
	'ico-page.ico': Buffer.concat([mark('ico'), Buffer.from(HTML)]),
	'webp-page.webp': `RIFF/*..WEBP*/=1;${HTML}`,
	'song-page.mp3': Buffer.concat([mark('mp3'), Buffer.from(HTML)]),
	'sound-page.wav': `RIFF\u0024\0\0\0WAVEfmt ${HTML}`,
	'film-page.mp4': Buffer.concat([mark('mp4'), Buffer.from(HTML)]),
	'film-page.webm': Buffer.concat([mark('webm'), Buffer.from(HTML)]),
	'paper-page.pdf': `%PDF-1.7\n${HTML}`,
	'paper-archive.pdf': Buffer.concat([Buffer.from('%PDF-1.7\n'), mark('zip'), Buffer.alloc(60)]),
	'archive-page.jar': Buffer.concat([mark('zip'), Buffer.alloc(26), Buffer.from(HTML)]),
});

/** What asks for far more than it sends. */
function pictureBombs(): HostileFile[] {
	const zeros = deflateSync(Buffer.alloc(64_000_000));
	const grows = Buffer.concat([Buffer.from('x\0\0'), zeros]);
	const sofOf = (side: string) =>
		Buffer.from(`ffd8ffc0001108${side}${side}03011100021101031101ffd9`, 'hex');
	const screen = (side: string) =>
		Buffer.concat([GIF.subarray(0, 6), Buffer.from(side, 'hex'), GIF.subarray(10)]);
	return filesOf('far more than it looks', {
		'flood.png': greyPng(60_000, 60_000),
		'flood-wide.png': greyPng(0x7fffffff, 1),
		'flood-high.png': greyPng(1, 0x7fffffff),
		'flood-just.png': greyPng(7072, 7071),
		'flood.gif': screen('ffffffff'),
		'flood.jpg': sofOf('ffff'),
		'flood.webp': Buffer.from('524946461a000000574542505650384c0d0000002fffffff7f', 'hex'),
		'flood.bmp': Buffer.concat([
			Buffer.from('424d3600000000000000360000002800000000ea000000ea0000', 'hex'),
			Buffer.alloc(40),
		]),
		'growing-comment.png': greyPng(8, 8, [chunk('zTXt', grows)]),
		'growing-colours.png': greyPng(8, 8, [chunk('iCCP', grows)]),
		'no-size.png': greyPng(0, 0),
		'frames.gif': Buffer.concat([
			GIF.subarray(0, 19),
			...Array<Buffer>(50_000).fill(GIF.subarray(19, -1)),
			GIF.subarray(-1),
		]),
		'laughs.svg': `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at} "${`&a${at ? at - 1 : ''};`.repeat(10)}">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg">&a19;</svg>`,
		'drawing.svgz': gzipSync(
			`<svg xmlns="http://www.w3.org/2000/svg">${' '.repeat(50_000_000)}</svg>`,
		),
	});
}

/** Everything that calls itself a picture. */
export async function hostilePictures(): Promise<HostileFile[]> {
	const made = await Promise.all([metadata(), oddities(), truncated()]);
	return [...made.flat(), ...liars, ...polyglots, ...pictureBombs()];
}
