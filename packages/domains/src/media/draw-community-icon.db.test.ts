import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityIcon, iconVersion } from './draw-community-icon.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const PNG = '89504e470d0a1a0a';

test('a visitor gets the icon of a community in every size, and the same one again', async () => {
	const visitor = await here.as(null);
	for (const size of [180, 192, 512] as const) {
		const first = await communityIcon(visitor, size);
		expect(Buffer.from(first.body.subarray(0, 8)).toString('hex')).toBe(PNG);
		const again = await communityIcon(visitor, size);
		expect(Buffer.compare(Buffer.from(first.body), Buffer.from(again.body))).toBe(0);
		expect(again.version).toBe(first.version);
	}
});

test('another name, colour or logo is another icon', () => {
	const look = { brand: '#0b6bcb', logoFileId: null };
	const versions = [
		iconVersion('Choir', look),
		iconVersion('Chor', look),
		iconVersion('Choir', { ...look, brand: '#0b6bcc' }),
		iconVersion('Choir', { ...look, logoFileId: '018f2b6e-6a55-7c3d-9b1f-0c1d2e3f4a5b' }),
	];
	expect(new Set(versions).size).toBe(versions.length);
});
