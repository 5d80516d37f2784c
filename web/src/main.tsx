import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { ApiError } from './api/client';
import { App } from './app/App';
import { PreferencesProvider } from './app/preferences';
import './app/ponte.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server refused it refuses again; only one that does not answer is asked again.
      retry: (count, error) => (!(error instanceof ApiError) || error.isOffline || error.status >= 500) && count < 3,
      staleTime: 5000,
    },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <PreferencesProvider>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </PreferencesProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
