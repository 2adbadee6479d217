"""The Streamlit page over the library: it draws what ``coder`` returns and decides nothing itself."""
