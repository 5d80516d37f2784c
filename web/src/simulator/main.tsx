import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PreferencesProvider } from '../app/preferences';
import '../app/ponte.css';
import { Stage } from './Stage';
import './simulator.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <PreferencesProvider>
        <Stage />
      </PreferencesProvider>
    </StrictMode>,
  );
}
