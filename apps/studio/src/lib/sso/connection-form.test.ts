import { expect, test } from 'vitest';
import type { ConnectionView } from '@kith/domains/sso/schema';
import { emptyValues, fieldsOf, readConnectionForm, valuesOf } from './connection-form.ts';

const view: ConnectionView = {
	...{ id: '0193', version: 1, isEnabled: true, isOnly: false, createdAt: '', hasSecret: false },
	...{
		name: 'Acme',
		callbackUrl: '',
		backChannelUrl: '',
		logoutUrl: '',
		metadataUrl: '',
		isTrusted: true,
		admission: 'direct',
	},
	source: {
		...{ kind: 'saml', idpEntityId: 'urn:acme', ssoUrl: 'https://acme.example/sso' },
		sloUrl: 'https://acme.example/slo',
		certificates: [
			'-----BEGIN CERTIFICATE-----\nMIIa\n-----END CERTIFICATE-----',
			'-----BEGIN CERTIFICATE-----\nMIIb\n-----END CERTIFICATE-----',
		],
	},
	claims: { id: '', email: 'mail', name: '' },
	domains: ['acme.example', 'acme.org'],
	rules: [
		{ claim: 'groups', value: 'a', roleId: 'r1', spaceId: null, tierId: null },
		{ claim: 'groups', value: 'b', roleId: null, spaceId: 's1', tierId: null },
		{ claim: 'groups', value: 'c', roleId: 'r2', spaceId: 's2', tierId: null },
		{ claim: 'groups', value: 'd', roleId: null, spaceId: null, tierId: 't1' },
	],
	logsOut: false,
};

test('a connection is the same after a way through its form', () => {
	const values = valuesOf(view);
	const form = new FormData();
	for (const [name, value] of Object.entries(values)) {
		if (typeof value === 'string') form.set(name, value);
		if (value === true) form.set(name, 'on');
	}
	for (const rule of [...values.rules, { claim: '', value: '', gives: '', where: '' }])
		for (const [name, value] of Object.entries(rule)) form.append(name, value);
	const { name, source, claims, domains, rules, isTrusted, admission, logsOut } = view;
	const expected = { name, source, claims, domains, rules, isTrusted, admission, logsOut };
	expect(fieldsOf('saml', readConnectionForm(form))).toEqual(expected);
});

test('domains are taken as people write them', () => {
	const values = { ...emptyValues('x'), domains: '@acme.example, acme.org;  b.example' };
	expect(fieldsOf('google', values).domains).toEqual(['acme.example', 'acme.org', 'b.example']);
});
