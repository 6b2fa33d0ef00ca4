import { expect, test } from 'vitest';
import {
	isBusy,
	isCheckViolation,
	isContended,
	isDeadlock,
	isLockTimeout,
	isUniqueViolation,
	pgFailure,
} from './pg-errors.ts';

const failure = (fields: object, message = 'failed') => Object.assign(new Error(message), fields);

test('a constraint is known by its field, and by the message where a cluster sends no field', () => {
	expect(pgFailure(failure({ code: '23505', constraint: 'members_handle_key' }))).toEqual({
		...{ sqlState: '23505', constraint: 'members_handle_key' },
	});
	const told = 'duplicate key value violates unique constraint "members_handle_key_103225"';
	const distributed = failure({ code: '23505' }, told);
	expect(pgFailure(distributed)).toEqual({ sqlState: '23505', constraint: 'members_handle_key' });
	expect(isUniqueViolation(distributed, 'members_handle_key')).toBe(true);
	expect(isUniqueViolation(distributed, 'members_email_key')).toBe(false);
});

test('what is no answer of the database is none of its failures', () => {
	expect(pgFailure(failure({ code: 'ECONNRESET' }))).toBeNull();
	expect(pgFailure({ code: '23505' })).toBeNull();
	expect(isUniqueViolation(new Error('23505'))).toBe(false);
});

test('a lock that was not had and a row against a check are told apart', () => {
	expect(isLockTimeout(failure({ code: '55P03' }))).toBe(true);
	expect(isLockTimeout(failure({ code: '23514' }))).toBe(false);
	expect(isCheckViolation(failure({ code: '23514' }))).toBe(true);
	expect(isCheckViolation(failure({ code: '23505' }))).toBe(false);
});

test('two that waited for each other, and one that waited too long, gave way to others', () => {
	const [deadlock, timeout] = [failure({ code: '40P01' }), failure({ code: '55P03' })];
	expect([deadlock, timeout].map(isDeadlock)).toEqual([true, false]);
	expect([deadlock, timeout].map(isContended)).toEqual([true, true]);
	expect(isContended(failure({ code: '23505' }))).toBe(false);
});

test('what the database gave up for others, or for its length, may get through a little later', () => {
	const states = ['55P03', '57014', '40001', '40P01', '23505', '57P01', '22P02'];
	const busy = states.filter((code) => isBusy(failure({ code })));
	expect(busy).toEqual(['55P03', '57014', '40001', '40P01']);
	expect(isBusy(new Error('55P03'))).toBe(false);
});
