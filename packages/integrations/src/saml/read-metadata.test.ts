import { expect, test } from 'vitest';
import { createTestIdp } from '@kith/testing/test-saml';
import { createSaml } from './index.ts';
import { readMetadata } from './read-metadata.ts';

const idp = createTestIdp('https://idp.example/saml');

test('a provider’s metadata says who it is, where it is asked, and how it signs', () => {
	const read = readMetadata(idp.metadata);
	expect(read).toEqual({
		...{ idpEntityId: idp.entityId, ssoUrl: idp.ssoUrl, sloUrl: idp.sloUrl },
		certificates: [idp.certificate],
	});
});

const KEY = /<md:KeyDescriptor[\s\S]*<\/md:KeyDescriptor>/;
const key = KEY.exec(idp.metadata)?.[0] ?? '';
test('keys for encryption are passed over, and the same key is one', () => {
	const encrypting = key.replace('"signing"', '"encryption"');
	expect(readMetadata(idp.metadata.replace(KEY, key + encrypting + key)).certificates).toHaveLength(
		1,
	);
});

const bomb = `<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>${idp.metadata}`;
const external = `<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>${idp.metadata}`;
test.each([
	['no XML', 'hello'],
	['nothing', ''],
	['an entity that grows', bomb],
	['an entity of elsewhere', external],
	['no provider', idp.metadata.replaceAll('IDPSSODescriptor', 'SPSSODescriptor')],
	['no key', idp.metadata.replace(KEY, '')],
	['a key that is none', idp.metadata.replace(/MII[^<]+/, 'MIIabc')],
	['no way in', idp.metadata.replace(/<md:SingleSignOnService[^>]*>/, '')],
	['a script for a way in', idp.metadata.replace(idp.ssoUrl, 'javascript:alert(1)')],
	['two providers', idp.metadata + idp.metadata],
	['too much', idp.metadata + ' '.repeat(300_000)],
])('%s is no metadata', (_, xml) => {
	expect(() => readMetadata(xml)).toThrow('saml.bad_metadata');
});

test('our own metadata names us and where the answer goes', () => {
	const us = {
		spEntityId: 'https://acme.example/metadata',
		callbackUrl: 'https://acme.example/acs',
	};
	const xml = createSaml().metadata(us);
	expect(xml).toContain('entityID="https://acme.example/metadata"');
	expect(xml).toContain('Location="https://acme.example/acs"');
	expect(xml).toContain('WantAssertionsSigned="true"');
});
