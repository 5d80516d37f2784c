import type { Entry } from '../../api/types';
import { textAt } from '../../shared/entry';
import type { CompanyTexts } from '../../texts/company.en';
import type { Form } from './editor/EntryPage';
import type { Spec } from './editor/fields';
import { TestCall } from './TestCall';
import { classOptions, wordOptions } from './options';

const isTeams = (entry: Entry): boolean => textAt(entry, ['kind']) === 'teams';
const isCarrier = (entry: Entry): boolean => textAt(entry, ['kind']) === 'carrier';
const isOther = (entry: Entry): boolean => !isTeams(entry);
const isNoCarrier = (entry: Entry): boolean => !isCarrier(entry);
const NUMBER_FORMS = ['e164', 'digits', 'international', 'national', 'significant'];

function main(c: CompanyTexts): Spec[] {
  const { lines } = c;
  return [
    {
      path: ['kind'],
      kind: 'choice',
      label: lines.kind,
      options: (['carrier', 'pbx', 'teams'] as const).map((value) => ({ value, text: lines.kinds[value] })),
    },
    { path: ['channels'], kind: 'number', label: lines.channels, hint: lines.channelsHint },
    { path: ['peers'], kind: 'lines', label: lines.peers, placeholder: 'sip:192.0.2.1;transport=udp', when: isOther },
    { path: ['fqdn'], kind: 'text', label: lines.fqdn, placeholder: 'sbc.example.com', when: isTeams },
    { path: ['hubs'], kind: 'lines', label: lines.hubs, when: isTeams },
    { path: ['tenants'], kind: 'lines', label: lines.tenants, when: isTeams },
    { path: ['port'], kind: 'number', label: lines.port, placeholder: '5061', when: isTeams },
    { path: ['bypass'], kind: 'switch', label: lines.bypass, when: isTeams },
  ];
}

function registration({ lines }: CompanyTexts): Spec[] {
  return [
    { path: ['register', 'server'], kind: 'text', label: lines.server, hint: lines.serverHint, when: isOther },
    { path: ['register', 'user'], kind: 'text', label: lines.user, when: isOther },
    { path: ['register', 'password'], kind: 'text', label: lines.password, hint: lines.passwordHint, when: isOther },
    { path: ['register', 'authUser'], kind: 'text', label: lines.authUser, when: isOther },
    { path: ['accept', 'user'], kind: 'text', label: lines.acceptUser, when: isOther },
    {
      path: ['accept', 'password'],
      kind: 'text',
      label: lines.acceptPassword,
      hint: lines.passwordHint,
      when: isOther,
    },
    { path: ['addresses'], kind: 'lines', label: lines.addresses, placeholder: '198.51.100.0/24' },
  ];
}

function numbers(c: CompanyTexts): Spec[] {
  const { lines } = c;
  return [
    {
      path: ['numbers', 'in'],
      kind: 'choice',
      label: lines.in,
      options: wordOptions(c.editor.standard('national'), ['national', 'e164']),
      when: isOther,
    },
    {
      path: ['numbers', 'out'],
      kind: 'choice',
      label: lines.out,
      options: wordOptions(c.editor.standard('e164'), NUMBER_FORMS),
      when: isOther,
    },
    { path: ['range'], kind: 'lines', label: lines.range, hint: lines.rangeHint, when: isOther },
    { path: ['prefix'], kind: 'lines', label: lines.prefix, when: isOther },
    { path: ['callerId'], kind: 'text', label: lines.callerId, when: isCarrier },
    { path: ['country'], kind: 'text', label: lines.country, when: isOther },
  ];
}

function further(c: CompanyTexts, classes: Spec['options']): Spec[] {
  const { lines } = c;
  return [
    { path: ['codecs'], kind: 'lines', label: lines.codecs, placeholder: 'PCMA' },
    { path: ['options'], kind: 'text', label: lines.options, placeholder: '60s' },
    { path: ['timeout'], kind: 'text', label: lines.timeout, placeholder: '4s' },
    { path: ['mediaTimeout'], kind: 'text', label: lines.mediaTimeout, placeholder: '60s' },
    {
      path: ['forwardedBy'],
      kind: 'choice',
      label: lines.forwardedBy,
      options: wordOptions(c.editor.standard('diversion'), ['diversion', 'historyInfo', 'none']),
      when: isOther,
    },
    { path: ['class'], kind: 'choice', label: lines.class, options: classes, when: isNoCarrier },
    { path: ['connectedLine'], kind: 'switch', label: lines.connectedLine, when: isOther },
  ];
}

export function linesForm(c: CompanyTexts): Form {
  return {
    section: 'lines',
    title: c.lines.title,
    blank: { kind: 'carrier' },
    groups: ({ document }) => [
      { title: c.lines.kind, specs: main(c) },
      { title: c.lines.access, specs: registration(c) },
      { title: c.numbers.title, specs: numbers(c) },
      { title: c.lines.further, specs: further(c, classOptions(document, c)) },
    ],
    after: () => <TestCall />,
  };
}
