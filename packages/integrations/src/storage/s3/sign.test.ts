import { expect, test } from 'vitest';
import { signedHeaders } from './sign.ts';

// The examples that AWS publishes for "Authenticating Requests: Using the Authorization Header".
const signing = {
	credentials: {
		accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
		secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
	},
	region: 'us-east-1',
	now: new Date('2013-05-24T00:00:00Z'),
};
const host = 'https://examplebucket.s3.amazonaws.com';
const signatureOf = (request: Parameters<typeof signedHeaders>[0]) =>
	signedHeaders(request, signing)['authorization']?.split('Signature=')[1];

test('a read of a range has the published signature', () => {
	const url = new URL(`${host}/test.txt`);
	expect(signatureOf({ method: 'GET', url, headers: { range: 'bytes=0-9' } })).toBe(
		'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
	);
});

test('a write has the published signature', () => {
	const headers = {
		date: 'Fri, 24 May 2013 00:00:00 GMT',
		'x-amz-storage-class': 'REDUCED_REDUNDANCY',
	};
	const body = Buffer.from('Welcome to Amazon S3.');
	const url = new URL(`${host}/test%24file.text`);
	expect(signatureOf({ method: 'PUT', url, headers, body })).toBe(
		'98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
	);
});

test('a question without a value, and a listing, have the published signatures', () => {
	expect(signatureOf({ method: 'GET', url: new URL(`${host}/?lifecycle`) })).toBe(
		'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
	);
	expect(signatureOf({ method: 'GET', url: new URL(`${host}/?max-keys=2&prefix=J`) })).toBe(
		'34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
	);
});

test('another body, address, header, time or key gives another signature; temporary keys send their token', () => {
	const request = { method: 'PUT', url: new URL(`${host}/a`), body: Buffer.from('a') };
	const first = signatureOf(request);
	expect(signatureOf({ ...request, body: Buffer.from('b') })).not.toBe(first);
	expect(signatureOf({ ...request, url: new URL(`${host}/b`) })).not.toBe(first);
	expect(signatureOf({ ...request, headers: { 'content-type': 'text/html' } })).not.toBe(first);
	const credentials = { ...signing.credentials, sessionToken: 'soon over' };
	const headers = signedHeaders(request, { ...signing, credentials });
	expect(headers['x-amz-security-token']).toBe('soon over');
	expect(headers['authorization']).toContain(';x-amz-security-token,');
	expect(headers['authorization']).not.toContain(first);
});
