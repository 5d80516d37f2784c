import { FluentProvider, teamsLightTheme } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, test, vi } from 'vitest';
import { PreferencesProvider } from '../src/app/preferences';
import CompanyArea from '../src/areas/company/CompanyArea';
import type { Session } from '../src/api/types';

const ADMIN: Session = { user: 'admin', role: 'administrator', hasTotp: false, version: '1' };
const document_ = (version: number, name: string) => ({
  version,
  appliedBy: 'anna',
  document: { users: { mrossi: { name, extension: '201' } } },
});

let asked: { method: string; path: string; ifMatch: string | null; body: unknown }[];
let answers: Record<string, (body: unknown) => { status?: number; etag?: string; data: unknown }>;

beforeEach(() => {
  asked = [];
  localStorage.setItem('ponte.preferences', JSON.stringify({ theme: 'light', language: 'en' }));
  answers = {
    'GET company': () => ({ etag: '"v4"', data: document_(4, 'Mario Rossi') }),
    'GET phones': () => ({ data: [] }),
    'POST company/preview': () => ({
      data: { version: 4, errors: [], changes: [{ path: 'users.mrossi.extension', before: '201', after: '209' }] },
    }),
    'PUT company/users/mrossi': () => ({ etag: '"v5"', data: { version: 5, errors: [], changes: [] } }),
  };
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const path = url.replace('/api/v1/', '');
    const body: unknown = init.body ? JSON.parse(String(init.body)) : undefined;
    const method = init.method ?? 'GET';
    asked.push({ method, path, ifMatch: new Headers(init.headers).get('If-Match'), body });
    const answer = answers[`${method} ${path}`]?.(body) ?? { status: 404, data: { title: path } };
    const headers = { 'Content-Type': 'application/json', ...(answer.etag ? { ETag: answer.etag } : {}) };
    return Promise.resolve(new Response(JSON.stringify(answer.data), { status: answer.status ?? 200, headers }));
  });
});

async function change(extension: string) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <PreferencesProvider>
        <FluentProvider theme={teamsLightTheme}>
          <MemoryRouter initialEntries={['/users/mrossi']}>
            <CompanyArea who={ADMIN} />
          </MemoryRouter>
        </FluentProvider>
      </PreferencesProvider>
    </QueryClientProvider>,
  );
  fireEvent.change(await screen.findByLabelText('Extension'), { target: { value: extension } });
  fireEvent.click(await screen.findByRole('button', { name: 'Look at the change' }));
}

const puts = () => asked.filter((a) => a.method === 'PUT');

test('a change is seen as a difference before it is put in force for the version that was opened', async () => {
  await change('209');
  await screen.findByText('users.mrossi.extension');
  expect(puts()).toEqual([]);

  fireEvent.click(await screen.findByRole('button', { name: 'Put in force' }));

  await waitFor(() => expect(puts()).toHaveLength(1));
  expect(puts()[0]).toMatchObject({ ifMatch: '"v4"', body: { name: 'Mario Rossi', extension: '209' } });
  await screen.findByRole('button', { name: 'Undo' });
});

test('what is wrong is told beside its field', async () => {
  const errors = [{ field: 'users.mrossi.extension', message: '2x is no extension', mend: 'give 2 to 7 digits' }];
  answers['POST company/preview'] = () => ({ status: 422, data: { title: 'no', errors } });

  await change('2x');

  const field = await screen.findByLabelText('Extension');
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  const told = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  expect(told.join()).toContain('2x is no extension; give 2 to 7 digits');
});

test('of two administrators the second sees what the first did and may go on', async () => {
  await change('209');
  await screen.findByText('users.mrossi.extension');
  answers['PUT company/users/mrossi'] = () => ({ status: 412, data: { title: 'meanwhile' } });
  answers['GET company'] = () => ({ etag: '"v5"', data: document_(5, 'Mario De Rossi') });
  answers['GET company/versions/4/diff/5'] = () => ({
    data: [{ path: 'users.mrossi.name', before: 'Mario Rossi', after: 'Mario De Rossi' }],
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Put in force' }));
  await screen.findByText('anna changed the company since you opened this page');
  expect(screen.getByText('Mario De Rossi')).toBeTruthy();

  fireEvent.click(await screen.findByRole('button', { name: 'Go on with mine on top' }));
  answers['PUT company/users/mrossi'] = () => ({ etag: '"v6"', data: { version: 6, errors: [], changes: [] } });
  fireEvent.click(await screen.findByRole('button', { name: 'Look at the change' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Put in force' }));

  await waitFor(() => expect(puts()).toHaveLength(2));
  expect(puts()[1]).toMatchObject({ ifMatch: '"v5"', body: { name: 'Mario De Rossi', extension: '209' } });
});
