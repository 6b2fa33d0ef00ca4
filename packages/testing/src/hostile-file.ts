/** Something that nobody should upload, and what it tries. */
export type HostileFile = { kind: string; name: string; bytes: Buffer };

/** Files of one kind from what they are called and what is in them; texts are written as Latin letters. */
export const filesOf = (
	kind: string,
	files: Readonly<Record<string, string | Uint8Array>>,
): HostileFile[] =>
	Object.entries(files).map(([name, body]) => ({
		...{ kind, name },
		bytes: typeof body === 'string' ? Buffer.from(body, 'latin1') : Buffer.from(body),
	}));

/** What must never come out of a picture again. */
export const SECRET = 'Secret Street 7';
export const SCRIPT = '<script>alert(document.domain)</script>';
export const HTML = `<!doctype html><html><body onload="alert(1)">${SCRIPT}</body></html>`;
export const PHP = '<?php system($_GET["c"]); ?>';

/** The first bytes of a file of a type, in hexadecimal. */
export const MARKS = {
	...{ png: '89504e470d0a1a0a', jpg: 'ffd8ffe000104a46494600010100', gif: '474946383961' },
	...{
		webp: '524946462000000057454250565038 20'.replace(' ', ''),
		bmp: '424d36000000000000003600',
	},
	...{ avif: '0000001c66747970617669660000000061766966', heic: '0000001c667479706865696300000000' },
	...{ tif: '49492a0008000000', psd: '38425053000100000000', jxl: 'ff0a', ico: '000001000100' },
	...{
		jp2: '0000000c6a5020200d0a870a',
		dds: '444453207c000000',
		mp4: '0000001866747970697336d069736f6d',
	},
	...{
		webm: '1a45dfa3',
		mp3: '494433040000',
		ogg: '4f676753',
		zip: '504b0304',
		rar: '526172211a0700',
	},
	...{
		'7z': '377abcaf271c',
		gz: '1f8b08',
		pdf: '255044462d312e37',
		elf: '7f454c46',
		exe: '4d5a9000',
	},
	...{
		class: 'cafebabe',
		wasm: '0061736d01000000',
		swf: '465753',
		cab: '4d534346',
		flv: '464c5601',
	},
} as const;

export const mark = (type: keyof typeof MARKS): Buffer => Buffer.from(MARKS[type], 'hex');
