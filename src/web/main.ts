import { createApp } from 'vue';
import App from './App.vue';
import './styles/base.css';
import './styles/controls.css';
import './styles/chats.css';
import './styles/conversation.css';
import './styles/card.css';
import './styles/chart.css';
import './styles/composer.css';
import './styles/time.css';
import './styles/tour.css';
import { startSync, watchFirstContact } from './sync.ts';

createApp(App).mount('#app');
watchFirstContact();
void startSync();
