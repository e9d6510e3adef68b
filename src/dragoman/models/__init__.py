"""The trained models and what runs them; the card of the models is `README.md` beside this file."""
