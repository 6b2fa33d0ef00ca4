import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar, unpackTar, type ParsedTarEntryWithData, type TarHeader } from 'modern-tar';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headVersion } from '@kith/db/communities';
import { newCommunityId, newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { testPhoto } from '@kith/testing/test-photo';
import { uploadImage } from '../media/index.ts';
import { archivedCommunity, loadArchive, writeArchive } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let sound: ParsedTarEntryWithData[];
let fileId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const founder = await here.as(await founderOf(here));
	const picture = await uploadImage(founder, {
		...{ bytes: await testPhoto(), name: 'a.jpg', purpose: 'avatar' },
	});
	fileId = picture.fileId;
	const { services } = installation;
	const community = await archivedCommunity(services, here.id);
	const { blobs } = services;
	const packed = await services.asOwner((client) =>
		new Response(writeArchive({ client, blobs, community }).body).bytes(),
	);
	sound = await unpackTar(gunzipSync(packed));
});
afterAll(() => installation.close());
