import { hashToken } from '@kith/kernel/ids';
import { newTypedCode, readTypedCode } from '@kith/kernel/typed-code';

const LENGTH = 20;

/** The purpose that codes are sealed for. */
export const GIFT_SEAL = 'gift code';

/** A hundred random bits, in groups of five signs. */
export const newGiftCode = (): string => (newTypedCode(LENGTH).match(/.{5}/g) ?? []).join('-');

/** What is kept of a code, however it was typed. */
export const hashOfCode = (code: string): string => hashToken(readTypedCode(code));
