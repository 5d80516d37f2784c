import { describe, expect, it } from 'vitest';
import { cellsOf, merged } from '../src/areas/company/users/csv';

describe('users of a table', () => {
  const before = {
    mrossi: { name: 'Mario Rossi', extension: '201', forward: { busy: '202' } },
    verdi: { name: 'Luca Verdi' },
  };

  it('sets what the file names and leaves everything else', () => {
    const result = merged(
      before,
      'key,name,number,teams.upn\nmrossi,"Rossi, Mario",+390212345601,\nneri,Ada Neri,,neri@example.com\n',
    );

    expect(result).toEqual({
      count: 2,
      fresh: 1,
      users: {
        mrossi: { name: 'Rossi, Mario', extension: '201', number: '+390212345601', forward: { busy: '202' } },
        verdi: { name: 'Luca Verdi' },
        neri: { name: 'Ada Neri', teams: { upn: 'neri@example.com' } },
      },
    });
  });

  it.each([
    ['name\nMario', { kind: 'noKey' }],
    ['key,name\n', { kind: 'nothing' }],
    ['key,nome\nmrossi,x', { kind: 'unknown', what: 'nome' }],
    ['key,name\nmrossi,a\nmrossi,b', { kind: 'twice', what: 'mrossi' }],
  ])('says what is wrong with %j', (text, fault) => {
    expect(merged(before, text)).toEqual(fault);
  });

  it('reads what Excel writes in Italy, with quotation marks and line breaks', () => {
    expect(cellsOf('\uFEFFkey;name\r\n"a;b";"the ""best"""\r\n;"two\nlines"')).toEqual([
      ['key', 'name'],
      ['a;b', 'the "best"'],
      ['', 'two\nlines'],
    ]);
  });
});
