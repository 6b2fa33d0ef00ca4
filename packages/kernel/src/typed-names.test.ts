import { expect, test } from 'vitest';
import { typedNames } from './typed-names.ts';

test('a plain field holds names with commas between them', () => {
	expect(typedNames(' #Night trains, 夜行列車 ,, C#,C#')).toEqual([
		'Night trains',
		'夜行列車',
		'C#',
	]);
	expect(typedNames('قطارات، حزم')).toEqual(['قطارات', 'حزم']);
	expect(typedNames('夜行、駅弁')).toEqual(['夜行', '駅弁']);
	expect(typedNames('')).toEqual([]);
});
