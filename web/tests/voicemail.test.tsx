import { FluentProvider, teamsLightTheme } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { PreferencesProvider } from '../src/app/preferences';
import { Voicemail } from '../src/areas/me/Voicemail';

let messages: { id: string; isHeard: boolean; callerName: string }[];
let asked: string[];

beforeEach(() => {
  localStorage.setItem('ponte.preferences', JSON.stringify({ theme: 'light', language: 'en' }));
  asked = [];
  messages = [
    { id: 'b', isHeard: false, callerName: 'Ada Neri' },
    { id: 'a', isHeard: true, callerName: '' },
  ];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const method = init.method ?? 'GET';
    const path = url.replace('/api/v1/me/voicemail', '');
    if (method === 'GET') {
      const data =
        path === ''
          ? [{ box: 'mrossi', name: 'Mario Rossi', unheard: 1, heard: 1, isFull: false }]
          : messages.map((m) => ({
              ...m,
              at: '2026-03-02T08:00:00Z',
              callerNumber: '',
              call: 'c',
              length: '00:00:07.5',
            }));
      return Promise.resolve(new Response(JSON.stringify(data), { headers: { 'Content-Type': 'application/json' } }));
    }
    asked.push(`${method} ${path} ${typeof init.body === 'string' ? init.body : ''}`.trim());
    messages = method === 'DELETE' ? messages.slice(1) : messages.map((m) => ({ ...m, isHeard: true }));
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <PreferencesProvider>
        <FluentProvider theme={teamsLightTheme}>
          <Voicemail />
        </FluentProvider>
      </PreferencesProvider>
    </QueryClientProvider>,
  );
});

test('a message that was played to its end is heard', async () => {
  expect(await screen.findByText('new')).toBeDefined();
  expect(screen.getByText('Anonymous')).toBeDefined();
  fireEvent.ended(screen.getByLabelText(/^Ada Neri/));
  await waitFor(() => expect(asked).toEqual(['PUT /mrossi/b {"isHeard":true}']));
  await waitFor(() => expect(screen.queryByText('new')).toBeNull());
});

test('a message is deleted after a question', async () => {
  fireEvent.click(await screen.findByRole('button', { name: /^Remove: Ada Neri/ }));
  expect(asked).toEqual([]);
  fireEvent.click(await screen.findByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(asked).toEqual(['DELETE /mrossi/b']));
  await waitFor(() => expect(screen.queryByText('Ada Neri')).toBeNull());
});
