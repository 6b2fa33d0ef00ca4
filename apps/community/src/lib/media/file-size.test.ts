import { expect, test } from 'vitest';
import { fileSize } from './file-size.ts';

test.for([
	[0, '0 byte'],
	[1, '1 byte'],
	[1_023, '1,023 byte'],
	[1_024, '1 kB'],
	[1_572_864, '1.5 MB'],
	[2 * 1_024 ** 3, '2 GB'],
	[9 * 1_024 ** 4, '9,216 GB'],
] as const)('%i bytes are %s', ([bytes, text]) => {
	expect(fileSize(bytes)).toBe(text);
});
